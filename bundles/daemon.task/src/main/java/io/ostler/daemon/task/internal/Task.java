package io.ostler.daemon.task.internal;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Tasks.Fault;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One task and what its work tells of itself. Telling takes no lock and is cheap: the board looks a few times a second.
 * Changes of the state are the board's, under its lock.
 */
final class Task implements TaskBoard.Run {
    private static final int LONGEST_DETAIL = 1_000;

    /** Who wants a running task to end; the first one counts. */
    enum Stop {
        NOBODY,
        A_PERSON,
        THE_DAEMON
    }

    final TaskBoard.Body body;
    private final LogLines log = new LogLines();
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private volatile Snapshot now;
    private volatile Stop stop = Stop.NOBODY;
    private volatile @Nullable Progress progress;
    private volatile boolean noted;
    private @Nullable Thread thread;

    Task(Snapshot now, TaskBoard.Body body) {
        this.now = now;
        this.body = body;
    }

    /** One of a former life, which is over. */
    static Task past(Snapshot over) {
        var task = new Task(over, run -> {});
        task.settle();
        return task;
    }

    Snapshot now() {
        return now;
    }

    boolean isOver() {
        return now.state().isOver();
    }

    /** Completes when it is over and that is noted, or when it has been forgotten. */
    CompletableFuture<Boolean> settled() {
        return settled;
    }

    void settle() {
        settled.complete(true);
    }

    // ---- by its work

    @Override
    public void progress(Progress told) {
        progress = told;
        if (isCancelled()) {
            throw new OstlerException(ErrorCode.TASK_CANCELLED);
        }
    }

    @Override
    public void note(String line) {
        log.add(line);
        noted = true;
    }

    @Override
    public boolean isCancelled() {
        return stop != Stop.NOBODY;
    }

    // ---- by the board

    Stop stop() {
        return stop;
    }

    void runOn(Thread worker, long sequence) {
        thread = worker;
        now = with(State.RUNNING, now.progress(), now.log(), null, null, sequence);
    }

    /** Interrupts the work; it ends when it notices. */
    void stop(Stop who) {
        if (stop == Stop.NOBODY) {
            stop = who;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** From now on no interrupt hits the thread that did the work. */
    void released() {
        thread = null;
    }

    boolean hasNews() {
        return progress != null || noted;
    }

    void tell(long sequence) {
        now = with(now.state(), latest(), lines(), null, null, sequence);
    }

    void end(State state, @Nullable Fault fault, Instant ended, long sequence) {
        now = with(state, latest(), lines(), fault, ended, sequence);
    }

    /** Gives the memory back; nothing else changes. */
    void dropLog() {
        now = with(now.state(), now.progress(), List.of(), now.fault(), now.ended(), now.sequence());
    }

    private Progress latest() {
        var told = progress;
        progress = null;
        if (told == null) {
            return now.progress();
        }
        return new Progress(
                told.unit(),
                told.done(),
                told.total(),
                told.entries(),
                LogLines.shorten(told.detail(), LONGEST_DETAIL));
    }

    private List<String> lines() {
        if (!noted) {
            return now.log();
        }
        noted = false;
        return log.all();
    }

    private Snapshot with(
            State state,
            Progress reached,
            List<String> lines,
            @Nullable Fault fault,
            @Nullable Instant ended,
            long sequence) {
        return new Snapshot(
                now.id(),
                now.instance(),
                now.kind(),
                now.about(),
                now.user(),
                state,
                reached,
                fault,
                lines,
                now.created(),
                ended,
                sequence);
    }
}
