package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.protocol.DaemonTasks;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;

/** The daemon's tasks as one panel has them. Thread-safe, does not block. */
final class TaskCalls implements DaemonTasks {
    private final Gate gate;
    private final DaemonWork work;

    TaskCalls(Gate gate, DaemonWork work) {
        this.gate = gate;
        this.work = work;
    }

    @Override
    public CompletableFuture<Tasks.Board> list() {
        return gate.known(p -> work.onPart(TaskBoard.class, board -> new Tasks.Board(TaskTexts.fit(board.tasks()))));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> cancel(Tasks.Ref task) {
        return gate.known(p -> work.onPart(TaskBoard.class, board -> board.cancel(task.id())));
    }
}
