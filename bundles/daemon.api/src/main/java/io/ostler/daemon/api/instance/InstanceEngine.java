package io.ostler.daemon.api.instance;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The instances of this machine: definitions, states, power. Thread-safe. Methods may block for disk writes; a
 * definition is on disk (fsync) when the method returns. Errors are {@link io.ostler.model.OstlerException}.
 */
@ProviderType
public interface InstanceEngine {

    /** Cause of an end: its files took more than their quota. */
    String CAUSE_QUOTA = "QUOTA";

    List<InstanceSnapshot> snapshots();

    Optional<InstanceSnapshot> find(InstanceId id);

    /** {@code CONFLICT} when the id exists with another definition, {@code INSTANCE_TYPE_UNKNOWN}, {@code DISK_FULL}. */
    InstanceSnapshot create(InstanceId id, InstanceDefinition definition, @Nullable UserId user);

    /** As {@link #create(InstanceId, InstanceDefinition, UserId)}, by nobody in particular. */
    default InstanceSnapshot create(InstanceId id, InstanceDefinition definition) {
        return create(id, definition, null);
    }

    /** {@code NOT_FOUND}, {@code PRECONDITION_FAILED}; takes effect with the next start. */
    InstanceSnapshot update(InstanceId id, InstanceDefinition definition, long ifRevision, @Nullable UserId user);

    /** As {@link #update(InstanceId, InstanceDefinition, long, UserId)}, by nobody in particular. */
    default InstanceSnapshot update(InstanceId id, InstanceDefinition definition, long ifRevision) {
        return update(id, definition, ifRevision, null);
    }

    /** {@code INSTANCE_RUNNING} unless at rest. Without {@code withFiles} the files stay on disk. */
    void delete(InstanceId id, boolean withFiles);

    /**
     * Begins a power action; {@code INSTANCE_BUSY} when another one holds the instance (kill passes a stop),
     * {@code INSTANCE_RUNNING} / {@code INSTANCE_NOT_RUNNING} when there is nothing to do.
     */
    InstanceSnapshot power(InstanceId id, PowerAction action);

    /**
     * Ends a running instance by its stop action because it takes more than it may. That is a crash whose report has the
     * cause. Nothing happens when it doesn't run or ends already; {@code NOT_FOUND}.
     *
     * @param cause as {@link io.ostler.protocol.Care.CrashReport#cause}
     */
    default void endFor(InstanceId id, String cause) {
        power(id, PowerAction.STOP);
    }

    /** Text typed by a person: encoded and ended as the definition says when {@code line}, else raw terminal input. */
    void input(InstanceId id, String text, boolean line);

    /** Size of the terminal, of the present run and of later ones. */
    void resize(InstanceId id, int columns, int rows);

    /** The instance's own folder; {@code NOT_FOUND}. Only {@code daemon.files} opens paths beneath it for people. */
    Path files(InstanceId id);

    /** The instance's console log; {@code NOT_FOUND}. */
    Path consoleLog(InstanceId id);

    /** Told of each change, in order per instance, on the engine's thread: return at once. Close to stop. */
    AutoCloseable listen(Listener listener);

    /** Receiver of changes. */
    interface Listener {
        void changed(InstanceSnapshot snapshot);

        void removed(InstanceId id, long sequence);
    }
}
