package io.ostler.daemon.task.internal;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks wait, run and lie when they are over. One lock covers all their states; neither work nor disk is waited
 * for under it. Thread-safe.
 */
final class Floor implements AutoCloseable {
    /** What running work gets to end by itself when the daemon stops. */
    private static final Duration LAST = Duration.ofSeconds(5);

    private static final Duration LOOK_FOR_OLD = Duration.ofMinutes(10);

    private final TaskLimits limits;
    private final Notes notes;
    private final Sequence sequence;
    private final Clock clock;
    private final Announcer news = new Announcer();
    private final Turns turns;
    private final Shelf shelf;
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition begun = lock.newCondition();
    private final Thread ticking = Thread.ofVirtual().name("ostler-task-beat").unstarted(this::tick);
    private boolean closed;

    Floor(TaskLimits limits, Notes notes, Sequence sequence, Clock clock) {
        this.limits = limits;
        this.notes = notes;
        this.sequence = sequence;
        this.clock = clock;
        this.turns = new Turns(limits);
        this.shelf = new Shelf(limits);
    }

    /** What a former life left; what was under way then is interrupted. Call before {@link #open}. */
    void resume(List<Snapshot> left, Predicate<InstanceId> exists) {
        for (var note : left) {
            if (!exists.test(note.instance())) {
                notes.forget(note.id());
                continue;
            }
            var task = Task.past(note);
            if (!task.isOver()) {
                var how = Outcome.INTERRUPTED;
                task.end(how.state(), how.fault(), clock.instant(), sequence.next());
                notes.write(task.now());
            }
            tasks.put(note.id(), task);
        }
        locked(this::tidy).forEach(notes::forget);
    }

    void open() {
        ticking.start();
    }

    Announcer news() {
        return news;
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    void checkRoom(InstanceId instance) {
        locked(() -> {
            if (closed) {
                throw new OstlerException(ErrorCode.NODE_AWAY);
            }
            turns.checkRoom(instance);
            return true;
        });
    }

    Snapshot enter(Snapshot noted, TaskBoard.Body body) {
        return locked(() -> {
            checkRoom(noted.instance());
            var task = new Task(noted, body);
            task.tell(sequence.next());
            tasks.put(noted.id(), task);
            turns.add(task);
            news.changed(task.now());
            takeTurns();
            return task.now();
        });
    }

    private void takeTurns() {
        for (var next = nextTurn(); next != null; next = nextTurn()) {
            var task = next;
            var thread =
                    Thread.ofVirtual().name("ostler-task-" + task.now().id()).unstarted(() -> work(task));
            task.runOn(thread, sequence.next());
            news.changed(task.now());
            begun.signal();
            thread.start();
        }
    }

    private @Nullable Task nextTurn() {
        return closed ? null : turns.next().orElse(null);
    }

    private void work(Task task) {
        var outcome = Outcome.of(task);
        var old = locked(() -> {
            task.released();
            turns.ended(task);
            var gone = over(task, outcome);
            takeTurns();
            return gone;
        });
        // The work may have been interrupted just before it ended; the notes must not be.
        Thread.interrupted();
        noteEnd(task, old);
    }

    private void noteEnd(Task task, List<TaskId> old) {
        notes.write(task.now());
        old.forEach(notes::forget);
        task.settle();
    }

    /** @return what is old enough to be forgotten */
    private List<TaskId> over(Task task, Outcome how) {
        task.end(how.state(), how.fault(), clock.instant(), sequence.next());
        if (!tasks.containsKey(task.now().id())) {
            return List.of(); // forgotten with its instance
        }
        news.changed(task.now());
        return tidy();
    }

    private List<TaskId> tidy() {
        var old = shelf.tooOld(tasks.values(), clock.instant());
        old.forEach(this::remove);
        return old;
    }

    private void remove(TaskId id) {
        tasks.remove(id);
        news.removed(id, sequence.next());
    }

    Snapshot cancel(Task task) {
        var old = new ArrayList<TaskId>();
        boolean ended = locked(() -> {
            if (task.now().state() == State.WAITING) {
                turns.leave(task);
                old.addAll(over(task, Outcome.CANCELLED));
                return true;
            }
            if (!task.isOver()) {
                task.stop(Task.Stop.A_PERSON);
            }
            return false;
        });
        if (ended) {
            noteEnd(task, old);
        }
        return task.now();
    }

    /** The instance is gone, and its tasks with it. */
    void forget(InstanceId instance) {
        var gone = locked(() -> {
            var of = tasks.values().stream()
                    .filter(task -> task.now().instance().equals(instance))
                    .toList();
            for (var task : of) {
                turns.leave(task);
                task.stop(Task.Stop.A_PERSON);
                remove(task.now().id());
            }
            return of;
        });
        gone.forEach(task -> notes.forget(task.now().id()));
        gone.stream().filter(task -> task.now().state() != State.RUNNING).forEach(Task::settle);
    }

    List<Snapshot> tasks() {
        return locked(() -> tasks.values().stream().map(Task::now).toList());
    }

    Optional<Task> find(TaskId id) {
        return locked(() -> Optional.ofNullable(tasks.get(id)));
    }

    private void tick() {
        try {
            while (true) {
                awaitWork();
                Thread.sleep(limits.beat());
                locked(this::tellProgress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tellProgress() {
        for (var task : turns.running()) {
            if (task.hasNews() && tasks.containsKey(task.now().id())) {
                task.tell(sequence.next());
                news.changed(task.now());
            }
        }
        return true;
    }

    private void awaitWork() throws InterruptedException {
        while (true) {
            var old = new ArrayList<TaskId>();
            lock.lockInterruptibly();
            try {
                if (!turns.running().isEmpty() || begun.await(LOOK_FOR_OLD.toSeconds(), TimeUnit.SECONDS)) {
                    return;
                }
                old.addAll(tidy());
            } finally {
                lock.unlock();
            }
            old.forEach(notes::forget);
        }
    }

    /** What runs is interrupted and stays noted as that; what waits is found by the next life. */
    @Override
    public void close() {
        ticking.interrupt();
        var left = locked(() -> {
            closed = true;
            turns.running().forEach(task -> task.stop(Task.Stop.THE_DAEMON));
            turns.waiting().forEach(Task::settle);
            // Also those whose end is just being noted.
            return Stream.concat(turns.running().stream(), tasks.values().stream())
                    .map(Task::settled)
                    .toArray(CompletableFuture[]::new);
        });
        // Completes in any case: nobody waits longer than that for work which doesn't listen.
        CompletableFuture.allOf(left)
                .completeOnTimeout(null, LAST.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        news.close();
    }
}
