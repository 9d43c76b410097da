package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.state.Transitions;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.OstlerException;

/**
 * Keeps an instance for one task: it is {@code Busy} from its making until it is closed, and nobody starts, deletes or
 * takes it otherwise. A death of the daemon ends it. A start that the restart policy had in mind is called off.
 * Thread-safe.
 */
final class BusyHold implements AutoCloseable {

    private final ManagedInstance instance;
    private final InstanceDefinition definition;
    private boolean over;

    private BusyHold(ManagedInstance instance, InstanceDefinition definition) {
        this.instance = instance;
        this.definition = definition;
    }

    /**
     * @param task word of the message files, such as {@code UPDATE}
     * @throws OstlerException {@code INSTANCE_RUNNING}, {@code INSTANCE_BUSY}, {@code NOT_FOUND}, {@code STORAGE_FAILED}
     *     when its definition can't be read or what runs isn't known
     */
    static BusyHold begin(ManagedInstance instance, InstancePower power, String task) {
        synchronized (instance) {
            instance.requirePresent();
            if (instance.state() instanceof Busy) {
                throw new OstlerException(ErrorCode.INSTANCE_BUSY);
            }
            if (!Transitions.isAtRest(instance.state())) {
                throw new OstlerException(
                        instance.isReadable() ? ErrorCode.INSTANCE_RUNNING : ErrorCode.STORAGE_FAILED);
            }
            power.callOffRecovery();
            instance.apply(new Event.Held(task, instance.now()));
            return new BusyHold(instance, instance.definition());
        }
    }

    /** For programs that the task runs, with what the definition said when the task began. */
    LaunchContext context() {
        return instance.launchContext(definition);
    }

    InstanceDefinition definition() {
        return definition;
    }

    @Override
    public void close() {
        synchronized (instance) {
            if (!over) {
                over = true;
                instance.apply(new Event.Released(instance.ledger().exit()));
            }
        }
    }
}
