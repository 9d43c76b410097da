package io.ostler.daemon.api.detect;

import io.ostler.model.InstanceId;
import io.ostler.protocol.Care;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What detectors and event readers have found. Thread-safe. */
@ProviderType
public interface Detection {

    /** Of the present run, or of the last one; newest first, one per detector. */
    List<Care.Finding> findings(InstanceId id);

    /** {@code NOT_FOUND} when nothing offers it (any more), {@code INSTANCE_RUNNING} unless at rest. */
    void apply(Care.FixRequest request);

    /** Close to stop. */
    AutoCloseable listen(Listener listener);

    /** Receiver; called on the detectors' thread: return at once. */
    interface Listener {
        default void findings(InstanceId id, List<Care.Finding> findings) {}

        default void event(InstanceId id, Instant at, EventReader.Event event) {}
    }
}
