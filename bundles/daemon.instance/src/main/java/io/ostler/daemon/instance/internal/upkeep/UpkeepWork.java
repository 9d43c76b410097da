package io.ostler.daemon.instance.internal.upkeep;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The commands of one task, one after the other until one fails. Confined to the task's thread. */
public final class UpkeepWork {

    private final InstanceType type;
    private final TaskBoard.Run task;
    private final Function<List<String>, LaunchContext> contexts;

    /** @param contexts what a command is started with, its placeholders filled */
    public UpkeepWork(InstanceType type, TaskBoard.Run task, Function<List<String>, LaunchContext> contexts) {
        this.type = type;
        this.task = task;
        this.contexts = contexts;
    }

    public void run(List<List<String>> commands, Duration timeLimit) throws InterruptedException {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            var progress = new Progress(Unit.ENTRIES, i, commands.size(), i, command.getFirst());
            task.progress(progress);
            task.note("> " + String.join(" ", command)); // with its placeholders: a value may be a secret
            int status = run(contexts.apply(command), deadline, progress);
            if (status != 0) {
                throw new OstlerException(
                        ErrorCode.UPKEEP_FAILED,
                        Map.of("command", Integer.toString(i + 1), "status", Integer.toString(status)));
            }
        }
        int all = commands.size();
        task.progress(new Progress(Unit.ENTRIES, all, all, all, ""));
    }

    private int run(LaunchContext context, long deadline, Progress progress) throws InterruptedException {
        var output = new OutputTail(context.consoleLog(), task::note);
        try {
            return CommandRun.run(type, context, deadline, () -> {
                output.read();
                task.progress(progress);
            });
        } finally {
            output.end();
        }
    }
}
