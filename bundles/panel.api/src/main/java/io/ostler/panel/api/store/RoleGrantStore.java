package io.ostler.panel.api.store;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Further roles of accounts; they go with their account and their node. Thread-safe, blocks. */
@ConsumerType
public interface RoleGrantStore {

    List<RoleGrant> list();

    void insert(RoleGrant grant);

    boolean delete(String id);

    void deleteOf(UserId user);

    void deleteOn(NodeId node);

    /** Those that ended at that moment or before. */
    void deleteEnded(Instant at);
}
