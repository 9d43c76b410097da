package io.ostler.panel.api.store;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** What the panel itself knows of an instance; the definition lives with its daemon. Thread-safe, blocks. */
@ConsumerType
public interface InstanceStore {

    /** @param deleted since when it lies in the trash of its node and may come back; null: it is there */
    record InstanceRecord(
            InstanceId id,
            NodeId node,
            @Nullable UserId owner,
            Instant created,
            @Nullable Instant deleted) {
        public InstanceRecord(InstanceId id, NodeId node, @Nullable UserId owner, Instant created) {
            this(id, node, owner, created, null);
        }
    }

    void insert(InstanceRecord instance);

    Optional<InstanceRecord> find(InstanceId id);

    List<InstanceRecord> list();

    boolean update(InstanceRecord instance);

    boolean delete(InstanceId id);
}
