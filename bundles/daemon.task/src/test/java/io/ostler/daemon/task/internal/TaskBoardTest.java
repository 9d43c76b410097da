package io.ostler.daemon.task.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Tasks.Fault;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Progress;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import io.ostler.protocol.Tasks.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskBoardTest {
    private static final InstanceId ONE = new InstanceId("instance-1");
    private static final InstanceId TWO = new InstanceId("instance-2");
    private static final UserId USER = new UserId("user-0001");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final TestClock clock = new TestClock();
    private final Heard heard = new Heard();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<DaemonTaskBoard> boards = new ArrayList<>();
    private DaemonTaskBoard board;

    @BeforeEach
    void setUp() {
        board = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        board.listen(heard);
    }

    @AfterEach
    void tearDown() {
        gate.countDown();
        boards.forEach(DaemonTaskBoard::close);
    }

    private static TaskLimits limits(int running, int share, int waiting, int queue, int over, Duration beat) {
        return new TaskLimits(running, share, waiting, queue, over, Duration.ofHours(24), 1 << 20, beat);
    }

    private DaemonTaskBoard board(TaskLimits limits) {
        var made = new DaemonTaskBoard(engine, data, limits, clock);
        boards.add(made);
        return made;
    }

    private Snapshot start(InstanceId instance, TaskBoard.Body body) {
        return board.start(instance, Kind.COPY, Map.of("path", "a"), USER, body);
    }

    private Snapshot waitAtTheGate(InstanceId instance) {
        return start(instance, run -> gate.await());
    }

    @Test
    void workEndsWellAndTellsOfItself() throws Exception {
        var begun = start(ONE, run -> {
            run.progress(new Progress(Unit.BYTES, 5, 10, 1, "a/b.txt"));
            run.note("left out: c\nbecause");
        });
        assertEquals(State.RUNNING, begun.state());
        var over = board.await(begun.id(), LONG);
        assertEquals(State.DONE, over.state());
        assertEquals(new Progress(Unit.BYTES, 5, 10, 1, "a/b.txt"), over.progress());
        assertEquals(List.of("left out: c because"), over.log());
        assertEquals(Map.of("path", "a"), over.about());
        assertEquals(USER, over.user());
        assertNotNull(over.ended());
        assertNull(over.fault());
        assertEquals(over, board.find(begun.id()).orElseThrow());
        assertEquals(List.of(over), board.tasks());
    }

    @Test
    void changesAreToldInTheirOrder() throws Exception {
        var begun = start(ONE, run -> {
            run.progress(new Progress(Unit.ENTRIES, 1, 2, 1, ""));
            gate.await();
        });
        var seen = new ArrayList<Snapshot>();
        seen.add(heard.await(s -> s.state() == State.WAITING));
        seen.add(heard.await(s -> s.state() == State.RUNNING));
        seen.add(heard.await(s -> s.progress().done() == 1));
        gate.countDown();
        seen.add(heard.await(s -> s.state() == State.DONE));
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(begun.id(), seen.get(i).id());
            assertTrue(i == 0 || seen.get(i).sequence() > seen.get(i - 1).sequence());
        }
    }

    @Test
    void muchProgressIsToldByTheBeatAndNotByTheCall() throws Exception {
        board = board(limits(3, 2, 100, 5, 20, Duration.ofHours(1)));
        board.listen(heard);
        var begun = start(ONE, run -> {
            for (int i = 1; i <= 100_000; i++) {
                run.progress(new Progress(Unit.ENTRIES, i, 0, i, ""));
                run.note("line " + i);
            }
        });
        var over = board.await(begun.id(), LONG);
        assertEquals(100_000, over.progress().done());
        assertEquals(
                IntStream.rangeClosed(100_000 - 199, 100_000)
                        .mapToObj(i -> "line " + i)
                        .toList(),
                over.log());
        heard.await(s -> s.state() == State.WAITING);
        heard.await(s -> s.state() == State.RUNNING);
        assertEquals(over, heard.told.poll(60, SECONDS));
    }

    @Test
    void faultsCarryTheCodeAndNothingOfTheInside() throws Exception {
        assertEquals(new Fault(ErrorCode.FILE_EXISTS, Map.of("path", "x")), fault(run -> {
            throw OstlerException.of(ErrorCode.FILE_EXISTS, "path", "x");
        }));
        assertEquals(new Fault(ErrorCode.INTERNAL, Map.of()), fault(run -> {
            throw new IllegalStateException("/a/host/path");
        }));
        assertEquals(new Fault(ErrorCode.DISK_FULL, Map.of()), fault(run -> {
            throw new IOException("No space left on device");
        }));
        assertEquals(new Fault(ErrorCode.STORAGE_FAILED, Map.of()), fault(run -> {
            throw new IOException("bad sector");
        }));
        assertEquals(new Fault(ErrorCode.INTERNAL, Map.of()), fault(run -> {
            throw new StackOverflowError();
        }));
    }

    private Fault fault(TaskBoard.Body body) throws InterruptedException {
        var over = board.await(start(ONE, body).id(), LONG);
        assertEquals(State.FAILED, over.state());
        return over.fault();
    }

    @Test
    void onlySoManyRunPerInstanceAndOnTheMachine() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var begun = new Semaphore(0);
        TaskBoard.Body body = run -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            begun.release();
            gate.await();
            running.decrementAndGet();
        };
        var ids = new ArrayList<TaskId>();
        for (int i = 0; i < 4; i++) {
            ids.add(start(ONE, body).id());
        }
        assertEquals(
                2,
                board.tasks().stream().filter(t -> t.state() == State.RUNNING).count());
        ids.add(start(TWO, body).id());
        ids.add(start(TWO, body).id());
        assertTrue(begun.tryAcquire(3, 60, SECONDS));
        assertEquals(
                3,
                board.tasks().stream().filter(t -> t.state() == State.RUNNING).count());
        assertEquals(State.RUNNING, board.find(ids.get(4)).orElseThrow().state(), "the other instance has its share");
        gate.countDown();
        for (var id : ids) {
            assertEquals(State.DONE, board.await(id, LONG).state());
        }
        assertEquals(3, most.get());
    }

    @Test
    void tooManyThatWaitAreRefusedWithoutATrace() throws Exception {
        for (int i = 0; i < 7; i++) {
            waitAtTheGate(ONE);
        }
        var refused = assertThrows(OstlerException.class, () -> waitAtTheGate(ONE));
        assertEquals(ErrorCode.TASK_LIMIT, refused.code());
        assertEquals(7, board.tasks().size());
        assertEquals(7, notes().size());
        waitAtTheGate(TWO);
        gate.countDown();
        for (var task : board.tasks()) {
            board.await(task.id(), LONG);
        }
        assertEquals(State.DONE, board.await(waitAtTheGate(ONE).id(), LONG).state());
    }

    @Test
    void theLimitIsExactWhenManyComeAtOnce() throws Exception {
        var refused = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> {
                    try {
                        waitAtTheGate(ONE);
                    } catch (OstlerException e) {
                        refused.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(193, refused.get());
        assertEquals(7, board.tasks().size());
        assertEquals(7, notes().size());
    }

    @Test
    void runningWorkThatIsCancelledIsInterrupted() throws Exception {
        var begun = waitAtTheGate(ONE);
        assertEquals(State.RUNNING, begun.state());
        board.cancel(begun.id());
        var over = board.await(begun.id(), LONG);
        assertEquals(State.CANCELLED, over.state());
        assertNull(over.fault());
        assertEquals(over, board.cancel(begun.id()), "nothing happens when it is over");
    }

    @Test
    void busyWorkHearsOfItsCancelByItsProgress() throws Exception {
        var seen = new AtomicBoolean();
        var begun = start(ONE, run -> {
            while (true) {
                Thread.interrupted();
                run.progress(Progress.NONE);
                seen.set(true);
            }
        });
        heard.await(s -> s.state() == State.RUNNING);
        board.cancel(begun.id());
        assertEquals(State.CANCELLED, board.await(begun.id(), LONG).state());
    }

    @Test
    void workThatEndsAllTheSameEndsWell() throws Exception {
        var begun = start(ONE, run -> {
            while (!run.isCancelled()) {
                Thread.onSpinWait();
            }
        });
        board.cancel(begun.id());
        assertEquals(State.DONE, board.await(begun.id(), LONG).state());
        assertTrue(Files.exists(note(begun.id())), "its interrupt did not hit the note");
    }

    @Test
    void waitingWorkThatIsCancelledIsNeverBegun() throws Exception {
        waitAtTheGate(ONE);
        waitAtTheGate(ONE);
        var ran = new AtomicBoolean();
        var waiting = start(ONE, run -> ran.set(true));
        assertEquals(State.WAITING, waiting.state());
        assertEquals(State.CANCELLED, board.cancel(waiting.id()).state());
        assertEquals(State.CANCELLED, board.await(waiting.id(), LONG).state());
        gate.countDown();
        for (var task : board.tasks()) {
            board.await(task.id(), LONG);
        }
        assertFalse(ran.get());
    }

    @Test
    void nobodyKnowsWhatIsNotThere() {
        var id = TaskId.create();
        assertTrue(board.find(id).isEmpty());
        assertEquals(
                ErrorCode.NOT_FOUND,
                assertThrows(OstlerException.class, () -> board.cancel(id)).code());
        assertEquals(
                ErrorCode.NOT_FOUND,
                assertThrows(OstlerException.class, () -> board.await(id, LONG)).code());
    }

    @Test
    void whoWaitsShortlyGetsWhatIsSoFar() throws Exception {
        var begun = waitAtTheGate(ONE);
        assertEquals(
                State.RUNNING, board.await(begun.id(), Duration.ofMillis(1)).state());
    }

    @Test
    void aKilledDaemonsTasksAreListedAsInterrupted() throws Exception {
        var done = board.await(start(ONE, run -> {}).id(), LONG);
        var running = waitAtTheGate(ONE);
        waitAtTheGate(ONE);
        var waiting = waitAtTheGate(ONE);
        long last = board.tasks().stream().mapToLong(Snapshot::sequence).max().orElseThrow();
        // The next life begins while the former one was never asked to end.
        var next = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        for (var id : List.of(running.id(), waiting.id())) {
            var task = next.find(id).orElseThrow();
            assertEquals(State.INTERRUPTED, task.state());
            assertEquals(ErrorCode.TASK_INTERRUPTED, task.fault().code());
            assertTrue(task.sequence() > last, "numbers grow across restarts");
            assertEquals(task, next.await(id, LONG));
        }
        assertEquals(done, next.find(done.id()).orElseThrow());
        var third = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        assertEquals(
                next.find(running.id()).orElseThrow(), third.find(running.id()).orElseThrow());
    }

    @Test
    void aDaemonThatStopsInterruptsWhatRunsAndTakesNothingMore() throws Exception {
        var running = waitAtTheGate(ONE);
        board.close();
        assertEquals(State.INTERRUPTED, board.find(running.id()).orElseThrow().state());
        assertEquals(
                ErrorCode.NODE_AWAY,
                assertThrows(OstlerException.class, () -> waitAtTheGate(ONE)).code());
        var next = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        assertEquals(State.INTERRUPTED, next.find(running.id()).orElseThrow().state());
        assertTrue(engine.listeners.size() == 1, "only the new one listens");
    }

    @Test
    void aDeletedInstancesTasksGoWithIt() throws Exception {
        var interrupted = new CountDownLatch(1);
        var running = start(ONE, run -> {
            try {
                gate.await();
            } finally {
                interrupted.countDown();
            }
        });
        board.await(start(ONE, run -> {}).id(), LONG);
        var other = waitAtTheGate(TWO);
        engine.remove(ONE);
        assertTrue(interrupted.await(60, SECONDS));
        heard.awaitRemoved();
        heard.awaitRemoved();
        assertEquals(
                List.of(other.id()), board.tasks().stream().map(Snapshot::id).toList());
        assertTrue(board.find(running.id()).isEmpty());
        var next = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        assertEquals(
                List.of(other.id()), next.tasks().stream().map(Snapshot::id).toList());
    }

    @Test
    void whatIsOverIsForgottenAfterADay() throws Exception {
        var old = board.await(start(ONE, run -> {}).id(), LONG);
        clock.pass(Duration.ofHours(23));
        var young = board.await(start(ONE, run -> {}).id(), LONG);
        clock.pass(Duration.ofMinutes(61));
        var last = board.await(start(ONE, run -> {}).id(), LONG);
        assertEquals(old.id(), heard.awaitRemoved().id());
        assertEquals(
                List.of(young.id(), last.id()),
                board.tasks().stream().map(Snapshot::id).toList());
        assertFalse(Files.exists(note(old.id())));
    }

    @Test
    void onlySoManyThatAreOverAreKept() throws Exception {
        var ids = new ArrayList<TaskId>();
        for (int i = 0; i < 25; i++) {
            ids.add(board.await(start(ONE, run -> {}).id(), LONG).id());
            clock.pass(Duration.ofSeconds(1));
        }
        assertEquals(
                ids.subList(5, 25), board.tasks().stream().map(Snapshot::id).toList());
        assertEquals(20, notes().size());
    }

    @Test
    void oldLogsGiveWayBeforeTheMemoryDoes() throws Exception {
        board = board(new TaskLimits(3, 2, 100, 5, 20, Duration.ofHours(24), 1_000, Duration.ofMillis(1)));
        TaskBoard.Body body = run -> run.note("x".repeat(400));
        var first = board.await(start(ONE, body).id(), LONG);
        clock.pass(Duration.ofSeconds(1));
        board.await(start(ONE, body).id(), LONG);
        clock.pass(Duration.ofSeconds(1));
        var third = board.await(start(ONE, body).id(), LONG);
        assertEquals(1, third.log().size());
        assertEquals(List.of(), board.find(first.id()).orElseThrow().log());
    }

    @Test
    void aNoteThatCannotBeReadIsPutAside() throws Exception {
        board.await(start(TWO, run -> {}).id(), LONG);
        engine.remove(TWO);
        heard.awaitRemoved();
        board.close();
        var folder = data.resolve("daemon/tasks");
        Files.writeString(folder.resolve("task-broken1.json"), "{\"id\":");
        Files.writeString(folder.resolve("task-empty01.json"), "");
        Files.writeString(folder.resolve(".task-half001.json123.new"), "{");
        var next = board(limits(3, 2, 100, 5, 20, Duration.ofMillis(1)));
        assertEquals(List.of(), next.tasks());
        try (var files = Files.list(folder)) {
            // the sequence is there because numbers have been given out
            assertEquals(
                    List.of("sequence", "task-broken1.json.unreadable", "task-empty01.json.unreadable"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void workIsDoneEvenWhenItCannotBeNoted() throws Exception {
        var folder = data.resolve("daemon/tasks");
        Files.move(folder, data.resolve("away"));
        Files.writeString(folder, "a file where the folder was");
        var ran = new AtomicBoolean();
        var over = board.await(start(ONE, run -> ran.set(true)).id(), LONG);
        assertEquals(State.DONE, over.state());
        assertTrue(ran.get());
        Files.delete(folder);
        Files.move(data.resolve("away"), folder);
    }

    @Test
    void oneListenerThatFailsKeepsTheNewsFromNoOther() throws Exception {
        board.listen(new TaskBoard.Listener() {
            @Override
            public void changed(Snapshot snapshot) {
                throw new IllegalStateException("deaf");
            }

            @Override
            public void removed(TaskId id, long sequence) {}
        });
        var late = new Heard();
        board.listen(late);
        start(ONE, run -> {});
        late.await(s -> s.state() == State.DONE);
    }

    @Test
    void longLinesAreCutAtTheEndOfACharacter() {
        assertEquals("short", LogLines.shorten("short", 10));
        assertEquals("a b c", LogLines.shorten("a\rb\u009bc", 10));
        assertEquals("123456789…", LogLines.shorten("12345678901", 10));
        assertEquals("12345678…", LogLines.shorten("12345678\uD83D\uDE0012", 10));
    }

    private Path note(TaskId id) {
        return data.resolve("daemon/tasks/" + id + ".json");
    }

    private List<Path> notes() throws IOException {
        try (var files = Files.list(data.resolve("daemon/tasks"))) {
            return files.filter(f -> f.toString().endsWith(".json")).toList();
        }
    }
}
