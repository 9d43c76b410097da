package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.instance.internal.upkeep.UpkeepWork;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks;
import java.util.List;
import java.util.Map;

/** Begins install and update tasks. Thread-safe. */
final class InstanceUpkeep {

    private final EngineParts parts;
    private final TaskBoard tasks;

    InstanceUpkeep(EngineParts parts, TaskBoard tasks) {
        this.parts = parts;
        this.tasks = tasks;
    }

    /**
     * @param what {@code INSTALL} or {@code UPDATE}
     * @throws OstlerException {@code INSTANCE_RUNNING}, {@code INVALID_REQUEST} when there are no such commands
     */
    Tasks.Snapshot begin(ManagedInstance instance, InstancePower power, Tasks.Kind what, UserId user) {
        synchronized (instance) {
            instance.requirePresent();
            commands(instance.definition(), what);
            parts.types().get(instance.definition().type());
            if (!instance.isAtRest()) {
                throw new OstlerException(ErrorCode.INSTANCE_RUNNING);
            }
        }
        return tasks.start(instance.folders().id(), what, Map.of(), user, run -> work(instance, power, what, run));
    }

    private void work(ManagedInstance instance, InstancePower power, Tasks.Kind what, TaskBoard.Run run)
            throws InterruptedException {
        try (var hold = BusyHold.begin(instance, power, what.name())) {
            var definition = hold.definition();
            InstanceType type = parts.types().get(definition.type());
            new UpkeepWork(
                            type,
                            run,
                            command -> instance.taskContext(definition.withRun(
                                    command, definition.workingFolder(), definition.environment(), false)))
                    .run(commands(definition, what), definition.upkeep().timeLimit());
        }
    }

    private static List<List<String>> commands(InstanceDefinition definition, Tasks.Kind what) {
        var commands = switch (what) {
            case INSTALL -> definition.upkeep().install();
            case UPDATE -> definition.upkeep().update();
            default -> throw OstlerException.invalid("what", "INSTALL or UPDATE");
        };
        if (commands.isEmpty()) {
            throw OstlerException.invalid("what", "something that the definition has commands for");
        }
        return commands;
    }
}
