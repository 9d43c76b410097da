package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Starting;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.InstanceState.Unknown;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The engine with a type that does as it is told, through restarts. */
@Tag("slow")
class DaemonInstancesTest {

    @TempDir
    Path data;

    private final InstanceId id = InstanceId.create();
    private FakeType type;
    private DaemonInstances engine;

    @BeforeEach
    void open() throws IOException {
        type = new FakeType();
        engine = new DaemonInstances(data, Clock.systemUTC(), EngineFixture.START_SHOWN);
        engine.addType(type);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    // ---- definitions

    @Test
    void aNewInstanceIsOnTheDiskAndStopped() throws IOException {
        var snapshot = engine.create(id, Definitions.PLAIN);
        assertEquals(1, snapshot.revision());
        assertEquals(new Stopped(null), snapshot.state());
        restart();
        assertEquals(Definitions.PLAIN, find().definition());
        assertEquals(1, find().revision());
        assertEquals(new Stopped(null), find().state());
        assertTrue(Files.isDirectory(engine.files(id)));
        assertTrue(Files.isRegularFile(engine.consoleLog(id)));
    }

    @Test
    void creatingItAgainIsNoErrorButWithAnotherDefinitionItIs() {
        engine.create(id, Definitions.PLAIN);
        assertEquals(1, engine.create(id, Definitions.PLAIN).revision());
        assertCode(ErrorCode.CONFLICT, () -> engine.create(id, Definitions.named("Other", Definitions.PLAIN)));
        assertEquals(1, engine.snapshots().size());
    }

    @Test
    void anUpdateRaisesTheRevisionAndIsKept() throws IOException {
        engine.create(id, Definitions.PLAIN);
        assertEquals(
                2,
                engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1)
                        .revision());
        assertCode(ErrorCode.PRECONDITION_FAILED, () -> engine.update(id, Definitions.PLAIN, 1));
        restart();
        assertEquals("Two", find().definition().name());
        assertEquals(2, find().revision());
    }

    @Test
    void whatCantRunHereIsRefused() {
        assertCode(ErrorCode.INSTANCE_TYPE_UNKNOWN, () -> engine.create(id, Definitions.of("other", "x")));
        assertCode(ErrorCode.INVALID_REQUEST, () -> engine.create(id, Definitions.of("fake", "refused")));
        for (var folder : List.of("..", "a/../b", "/etc", "a//b", "./a", "a/")) {
            assertCode(ErrorCode.INVALID_REQUEST, () -> engine.create(id, Definitions.in(folder, Definitions.PLAIN)));
        }
        assertTrue(engine.snapshots().isEmpty());
        assertFalse(Files.exists(data.resolve("instances").resolve(id.value())));
    }

    @Test
    void anUnknownInstanceIsNotFound() {
        for (Executable call : List.<Executable>of(
                () -> engine.update(id, Definitions.PLAIN, 1),
                () -> engine.power(id, PowerAction.START),
                () -> engine.input(id, "x", true),
                () -> engine.resize(id, 80, 24),
                () -> engine.files(id),
                () -> engine.consoleLog(id))) {
            assertCode(ErrorCode.NOT_FOUND, call);
        }
        engine.delete(id, true);
    }

    @Test
    void unknownFieldsOfTheFileAreKept() throws IOException {
        engine.create(id, Definitions.PLAIN);
        var file = data.resolve("instances").resolve(id.value()).resolve("instance.json");
        Files.writeString(
                file, Files.readString(file).replace("\"revision\": 1", "\"revision\": 1, \"later\": {\"a\": [1]}"));
        restart();
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1);
        assertTrue(Files.readString(file).contains("\"later\""));
        restart();
        assertEquals("Two", find().definition().name());
    }

    @Test
    void aBrokenFileMakesItsInstanceUnknownAndIsNeverTouched() throws IOException {
        var other = InstanceId.create();
        engine.create(id, Definitions.PLAIN);
        engine.create(other, Definitions.PLAIN);
        var file = data.resolve("instances").resolve(id.value()).resolve("instance.json");
        for (var broken : List.of(
                "",
                "{",
                "[]",
                "null",
                "{\"format\":1}",
                "{\"format\":2}",
                Files.readString(file).replace("\"LF\"", "\"XX\""),
                Files.readString(file).replace("true", "\"true\"").replace("false", "0"),
                Files.readString(file).replace("20000", "20.5"),
                Files.readString(file) + "{}",
                "\u0000\u0001")) {
            Files.writeString(file, broken);
            restart();
            assertEquals(new Unknown("DEFINITION_UNREADABLE"), find().state(), broken);
            assertEquals(new Stopped(null), engine.find(other).orElseThrow().state());
            assertCode(ErrorCode.STORAGE_FAILED, () -> engine.power(id, PowerAction.START));
            assertCode(ErrorCode.STORAGE_FAILED, () -> engine.update(id, Definitions.PLAIN, 0));
            assertCode(ErrorCode.CONFLICT, () -> engine.create(id, Definitions.PLAIN));
            assertEquals(broken, Files.readString(file));
        }
        engine.delete(id, true);
        assertTrue(engine.find(id).isEmpty());
    }

    @Test
    void aBrokenStateFileIsNoReasonNotToFindTheRun() throws IOException {
        running();
        Files.writeString(data.resolve("instances").resolve(id.value()).resolve("state.json"), "{nonsense");
        restart();
        awaitState(Running.class);
        type.run(id).end(3);
        assertEquals(3, awaitState(Crashed.class).exit().code());
    }

    @Test
    void aBrokenStateFileOfAnInstanceAtRestIsForgiven() throws IOException {
        engine.create(id, Definitions.PLAIN);
        Files.writeString(data.resolve("instances").resolve(id.value()).resolve("state.json"), "");
        restart();
        awaitState(Stopped.class);
        engine.power(id, PowerAction.START);
        awaitState(Running.class);
    }

    @Test
    void foreignFoldersAreLeftAlone() throws IOException {
        Files.createDirectories(data.resolve("instances/Not An Id"));
        Files.writeString(data.resolve("instances/note.txt"), "x");
        restart();
        assertTrue(engine.snapshots().isEmpty());
        assertTrue(Files.exists(data.resolve("instances/Not An Id")));
    }

    // ---- power

    @Test
    void aStartIsRunningWhenItReturns() {
        engine.create(id, Definitions.PLAIN);
        var state = assertInstanceOf(
                Running.class, engine.power(id, PowerAction.START).state());
        assertEquals(4711, state.pid());
        assertCode(ErrorCode.INSTANCE_RUNNING, () -> engine.power(id, PowerAction.START));
    }

    @Test
    void aProgramGetsItsFewVariablesAndNothingOfTheDaemons() {
        running();
        var context = type.starts.getFirst();
        assertEquals(
                Map.of(
                        "PATH",
                        context.environment().get("PATH"),
                        "HOME",
                        engine.files(id).toString(),
                        "LANG",
                        "C.UTF-8",
                        "ONE",
                        "1"),
                context.environment());
        assertTrue(Files.isDirectory(context.workingFolder()));
        assertTrue(Files.isDirectory(context.runFolder()));
    }

    @Test
    void aFailedStartIsToldAndLeavesItStopped() {
        type.startFailure = OstlerException.of(ErrorCode.COMMAND_NOT_FOUND, "command", "run");
        engine.create(id, Definitions.PLAIN);
        assertCode(ErrorCode.COMMAND_NOT_FOUND, () -> engine.power(id, PowerAction.START));
        assertEquals(new Stopped(null), find().state());
        type.startFailure = new IllegalStateException("a plug-in's mistake");
        assertCode(ErrorCode.START_FAILED, () -> engine.power(id, PowerAction.START));
        type.startFailure = null;
        engine.power(id, PowerAction.START);
        assertInstanceOf(Running.class, find().state());
    }

    @Test
    void aWorkingFolderThatIsNotThereOrLeadsOutFailsTheStart() throws IOException {
        engine.create(id, Definitions.in("world", Definitions.PLAIN));
        assertCode(ErrorCode.FILE_NOT_FOUND, () -> engine.power(id, PowerAction.START));
        var folder = engine.files(id).resolve("world");
        Files.createSymbolicLink(folder, data);
        assertCode(ErrorCode.PATH_OUTSIDE_ROOT, () -> engine.power(id, PowerAction.START));
        Files.delete(folder);
        Files.writeString(folder, "a file");
        assertCode(ErrorCode.NOT_A_FOLDER, () -> engine.power(id, PowerAction.START));
        Files.delete(folder);
        Files.createDirectory(folder);
        engine.power(id, PowerAction.START);
        assertTrue(type.starts.getFirst().workingFolder().endsWith("world"));
    }

    @Test
    void anEndByItselfIsACrashUnlessItIsFine() {
        running();
        type.run(id).end(1);
        var crashed = awaitState(Crashed.class);
        assertEquals(1, crashed.exit().code());
        assertFalse(crashed.exit().requested());
        engine.power(id, PowerAction.START);
        type.run(id).end(0);
        assertEquals(0, awaitState(Stopped.class).exit().code());
    }

    @Test
    void theLastExitSurvivesARestart() throws IOException {
        running();
        type.run(id).end(139);
        var before = awaitState(Crashed.class);
        Await.until("forgotten", () -> type.runs.isEmpty());
        restart();
        assertEquals(before, find().state());
        assertEquals(11, before.exit().signal());
    }

    @Test
    void aStopSendsTheSignal() {
        running();
        engine.power(id, PowerAction.STOP);
        var stopped = awaitState(Stopped.class);
        assertTrue(stopped.exit().requested());
        assertEquals(15, stopped.exit().signal());
    }

    @Test
    void aStopCommandMayHaveSeveralLines() {
        type.obedient = false;
        running(Definitions.typing(
                "UTF-8",
                LineEnd.CRLF,
                Definitions.stoppedBy(
                        new StopAction.Command("save\nstop"), Duration.ofSeconds(20), Definitions.PLAIN)));
        var run = type.run(id);
        engine.power(id, PowerAction.STOP);
        Await.until("told", () -> run.calls.contains("write save\r\nstop\r\n"));
        assertInstanceOf(Stopping.class, find().state());
        run.end(0);
        assertTrue(awaitState(Stopped.class).exit().requested());
    }

    @Test
    void whoDoesNotStopInTimeIsKilled() {
        type.obedient = false;
        running(Definitions.stoppedBy(new StopAction.Signal(SignalName.INT), Duration.ofSeconds(1), Definitions.PLAIN));
        var run = type.run(id);
        engine.power(id, PowerAction.STOP);
        assertEquals(9, awaitState(Stopped.class).exit().signal());
        assertEquals(List.of("signal INT", "kill"), run.calls);
    }

    @Test
    void killPassesAStuckStop() {
        type.obedient = false;
        running();
        engine.power(id, PowerAction.STOP);
        assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.power(id, PowerAction.STOP));
        assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.power(id, PowerAction.RESTART));
        assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.power(id, PowerAction.START));
        engine.power(id, PowerAction.KILL);
        assertTrue(awaitState(Stopped.class).exit().requested());
    }

    @Test
    void killPassesAStuckStart() throws IOException {
        impatient();
        type.startGate = new CountDownLatch(1);
        engine.create(id, Definitions.PLAIN);
        assertInstanceOf(Starting.class, engine.power(id, PowerAction.START).state());
        engine.power(id, PowerAction.KILL);
        assertInstanceOf(Stopping.class, find().state());
        type.startGate.countDown();
        assertEquals(9, awaitState(Stopped.class).exit().signal());
    }

    @Test
    void aRestartStopsAndStarts() {
        running();
        var first = type.run(id);
        var states = states();
        engine.power(id, PowerAction.RESTART);
        Await.until("a new run", () -> type.run(id) != null && type.run(id) != first);
        awaitState(Running.class);
        // what was on its way to listeners before may come first
        var expected = List.of("stopping", "stopped", "starting", "running");
        Await.until("all told", () -> Collections.indexOfSubList(states, expected) >= 0);
    }

    @Test
    void aKillCallsOffARestart() {
        type.obedient = false;
        running();
        engine.power(id, PowerAction.RESTART);
        engine.power(id, PowerAction.KILL);
        awaitState(Stopped.class);
        assertEquals(1, type.starts.size());
    }

    @Test
    void atRestThereIsNothingToStop() {
        engine.create(id, Definitions.PLAIN);
        for (var action : List.of(PowerAction.STOP, PowerAction.RESTART, PowerAction.KILL)) {
            assertCode(ErrorCode.INSTANCE_NOT_RUNNING, () -> engine.power(id, action));
        }
    }

    @Test
    void ofManyStartsAtOnceOneIsMade() throws Exception {
        engine.create(id, Definitions.PLAIN);
        var results = Collections.synchronizedList(new ArrayList<String>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    engine.power(id, PowerAction.START);
                    results.add("started");
                } catch (OstlerException e) {
                    results.add("refused");
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(1, Collections.frequency(results, "started"));
        assertEquals(1, type.starts.size());
    }

    @Test
    void aChangedDefinitionIsForTheNextRun() {
        type.obedient = false;
        running();
        engine.update(
                id,
                Definitions.stoppedBy(new StopAction.Command("quit"), Duration.ofSeconds(20), Definitions.PLAIN),
                1);
        var run = type.run(id);
        engine.power(id, PowerAction.STOP);
        Await.until("told", () -> !run.calls.isEmpty());
        assertEquals("signal TERM", run.calls.getFirst());
    }

    // ---- input and size

    @Test
    void aLineIsEncodedAndEndedAsTheDefinitionSays() {
        type.obedient = false;
        running(Definitions.typing("ISO-8859-1", LineEnd.CR, Definitions.PLAIN));
        engine.input(id, "grün €", true);
        engine.input(id, "a\nb\r\n", true);
        engine.input(id, "", true);
        engine.input(id, "\u001b[A", false);
        assertEquals(List.of("write gr\u00fcn ?\r", "write a\rb\r", "write \r", "write \u001b[A"), type.run(id).calls);
    }

    @Test
    void inputAtRestIsRefused() {
        engine.create(id, Definitions.PLAIN);
        assertCode(ErrorCode.INSTANCE_NOT_RUNNING, () -> engine.input(id, "x", true));
    }

    @Test
    void theSizeIsForThisRunAndLaterOnes() {
        engine.create(id, Definitions.PLAIN);
        engine.resize(id, 100, 40);
        engine.power(id, PowerAction.START);
        var run = type.run(id);
        engine.resize(id, 90, 30);
        assertEquals(List.of("resize 100 40", "resize 90 30"), run.calls);
        for (int wrong : new int[] {0, -1, 1001}) {
            assertCode(ErrorCode.VALUE_OUT_OF_RANGE, () -> engine.resize(id, wrong, 24));
            assertCode(ErrorCode.VALUE_OUT_OF_RANGE, () -> engine.resize(id, 80, wrong));
        }
    }

    // ---- restarts of the daemon

    @Test
    void aRunIsFoundAgain() throws IOException {
        running();
        restart();
        var state = awaitState(Running.class);
        assertEquals(type.run(id).startedAt(), state.since());
        type.run(id).end(5);
        assertEquals(5, awaitState(Crashed.class).exit().code());
    }

    @Test
    void anEndWhileTheDaemonWasAwayIsToldAfterwards() throws IOException {
        running();
        engine.close();
        type.run(id).end(7);
        reopen();
        assertEquals(7, awaitState(Crashed.class).exit().code());
    }

    @Test
    void aRunThatNobodyCanTellOfIsLost() throws IOException {
        running();
        engine.close();
        type.runs.clear();
        reopen();
        var exit = awaitState(Crashed.class).exit();
        assertEquals(null, exit.code());
        assertEquals(null, exit.signal());
    }

    @Test
    void aStopGoesOnAfterARestart() throws IOException {
        type.obedient = false;
        running(Definitions.stoppedBy(
                new StopAction.Signal(SignalName.TERM), Duration.ofMinutes(10), Definitions.PLAIN));
        var run = type.run(id);
        engine.power(id, PowerAction.STOP);
        Await.until("told", () -> run.calls.size() == 1);
        var ledger = data.resolve("instances").resolve(id.value()).resolve("state.json");
        Await.until("noted", () -> Files.readString(ledger).contains("\"stopSent\": true"));
        var stopping = (Stopping) find().state();
        restart();
        assertEquals(stopping, awaitState(Stopping.class));
        engine.close();
        Files.writeString(ledger, Files.readString(ledger).replaceAll("\"deadline\": \"2", "\"deadline\": \"1"));
        reopen(); // the deadline is long over
        var stopped = awaitState(Stopped.class);
        assertTrue(stopped.exit().requested());
        assertEquals(List.of("signal TERM", "kill"), run.calls);
    }

    @Test
    void aStopThatEndedWhileTheDaemonWasAwayIsNoCrash() throws IOException {
        type.obedient = false;
        running();
        engine.power(id, PowerAction.STOP);
        engine.close();
        type.run(id).end(1);
        reopen();
        assertTrue(awaitState(Stopped.class).exit().requested());
    }

    @Test
    void aRestartGoesOnAfterARestartOfTheDaemon() throws IOException {
        type.obedient = false;
        running();
        var run = type.run(id);
        engine.power(id, PowerAction.RESTART);
        engine.close();
        run.end(0);
        reopen();
        Await.until("a new run", () -> type.run(id) != null && type.run(id) != run);
        awaitState(Running.class);
    }

    @Test
    void aKillGoesOnAfterARestart() throws IOException {
        impatient();
        type.startGate = new CountDownLatch(1);
        engine.create(id, Definitions.PLAIN);
        engine.power(id, PowerAction.START);
        engine.power(id, PowerAction.KILL);
        var first = engine;
        type.startGate.countDown();
        Await.until("begun", () -> !type.begun.isEmpty());
        first.close();
        reopen();
        awaitState(Stopped.class);
    }

    @Test
    void aStartThatTheDaemonDiedBeforeIsMadeAfterwards() throws Exception {
        engine.create(id, Definitions.PLAIN);
        engine.close();
        Files.writeString(
                data.resolve("instances").resolve(id.value()).resolve("state.json"),
                "{\"phase\":\"STARTING\",\"since\":\"2026-01-01T00:00:00Z\",\"requested\":\"NOTHING\",\"stopSent\":false}");
        reopen();
        awaitState(Running.class);
        assertEquals(1, type.starts.size());
    }

    @Test
    void autoStartIsForTheDaemonsStart() throws IOException {
        var other = InstanceId.create();
        engine.create(id, Definitions.autoStarted(Definitions.PLAIN));
        engine.create(other, Definitions.PLAIN);
        assertEquals(new Stopped(null), find().state());
        restart();
        awaitState(Running.class);
        assertInstanceOf(Stopped.class, engine.find(other).orElseThrow().state());
        engine.power(id, PowerAction.STOP);
        awaitState(Stopped.class);
        engine.removeType(type);
        engine.addType(type);
        assertInstanceOf(Stopped.class, find().state());
        restart();
        awaitState(Running.class);
        assertEquals(2, type.starts.size());
    }

    @Test
    void anAutoStartedInstanceThatStillRunsIsNotStartedTwice() throws IOException {
        engine.create(id, Definitions.autoStarted(Definitions.PLAIN));
        restart();
        awaitState(Running.class);
        restart();
        awaitState(Running.class);
        assertEquals(1, type.starts.size());
    }

    @Test
    void anAutoStartedInstanceThatWentDownWithTheMachineIsStarted() throws IOException {
        engine.create(id, Definitions.autoStarted(Definitions.PLAIN));
        engine.power(id, PowerAction.START);
        engine.close();
        type.runs.clear();
        reopen();
        awaitState(Running.class);
        assertEquals(2, type.starts.size());
    }

    // ---- types come and go

    @Test
    void withoutItsTypeARunningInstanceIsUnknownAndComesBack() {
        running();
        engine.removeType(type);
        assertEquals(new Unknown("INSTANCE_TYPE_UNKNOWN"), find().state());
        for (var action : PowerAction.values()) {
            assertCode(ErrorCode.INSTANCE_TYPE_UNKNOWN, () -> engine.power(id, action));
        }
        assertCode(ErrorCode.INSTANCE_RUNNING, () -> engine.delete(id, true));
        engine.addType(type);
        awaitState(Running.class);
        type.run(id).end(2);
        assertEquals(2, awaitState(Crashed.class).exit().code());
    }

    @Test
    void withoutItsTypeAnInstanceAtRestStaysListedAndCantStart() throws IOException {
        engine.create(id, Definitions.PLAIN);
        engine.removeType(type);
        assertEquals(new Stopped(null), find().state());
        assertCode(ErrorCode.INSTANCE_TYPE_UNKNOWN, () -> engine.power(id, PowerAction.START));
        engine.close();
        engine = new DaemonInstances(data, Clock.systemUTC(), EngineFixture.START_SHOWN);
        assertEquals(new Stopped(null), find().state());
        engine.addType(type);
        engine.power(id, PowerAction.START);
        assertInstanceOf(Running.class, find().state());
    }

    @Test
    void aTypeThatCantTellMakesItUnknown() throws IOException {
        running();
        type.adoptFailure = new IllegalStateException("on purpose");
        restart();
        Await.until("told", () -> find().state().equals(new Unknown("STORAGE_FAILED")));
        type.adoptFailure = null;
        engine.removeType(type);
        engine.addType(type);
        awaitState(Running.class);
    }

    @Test
    void aSecondTypeOfTheSameNameIsNotTaken() {
        engine.addType(new FakeType());
        running();
        assertEquals(1, type.starts.size());
    }

    // ---- deletion

    @Test
    void aDeletedInstanceIsGoneWithAllItsFiles() throws IOException {
        running();
        assertCode(ErrorCode.INSTANCE_RUNNING, () -> engine.delete(id, true));
        engine.power(id, PowerAction.STOP);
        awaitState(Stopped.class);
        Files.writeString(engine.files(id).resolve("world.dat"), "x");
        var outside = Files.writeString(data.resolve("outside.txt"), "stays");
        Files.createSymbolicLink(engine.files(id).resolve("link"), outside);
        Files.createSymbolicLink(engine.files(id).resolve("folderlink"), data);
        engine.delete(id, true);
        assertTrue(engine.find(id).isEmpty());
        assertCode(ErrorCode.NOT_FOUND, () -> engine.power(id, PowerAction.START));
        for (var folder : List.of("instances", "consoles", "runs", "trash")) {
            Await.until(folder + " is empty", () -> isEmpty(data.resolve(folder)));
        }
        assertEquals("stays", Files.readString(outside));
        restart();
        assertTrue(engine.snapshots().isEmpty());
    }

    @Test
    void theFilesStayWhenTheyAreWanted() throws IOException {
        engine.create(id, Definitions.PLAIN);
        var file = Files.writeString(engine.files(id).resolve("world.dat"), "x");
        engine.delete(id, false);
        restart();
        assertTrue(engine.snapshots().isEmpty());
        assertEquals("x", Files.readString(file));
    }

    @Test
    void aDeletionThatWasCutShortIsFinished() throws IOException {
        engine.create(id, Definitions.PLAIN);
        var other = InstanceId.create();
        engine.create(other, Definitions.PLAIN);
        engine.close();
        Files.move(
                data.resolve("instances").resolve(id.value()),
                data.resolve("trash").resolve(id.value() + ".1"));
        reopen();
        assertEquals(1, engine.snapshots().size());
        Await.until("trash is empty", () -> isEmpty(data.resolve("trash")));
        assertFalse(Files.exists(data.resolve("consoles").resolve(id.value())));
        assertFalse(Files.exists(data.resolve("runs").resolve(id.value())));
        assertTrue(Files.exists(data.resolve("consoles").resolve(other.value())));
    }

    // ---- news

    @Test
    void listenersHearEachChangeInOrderWithGrowingNumbers() throws Exception {
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var numbers = Collections.synchronizedList(new ArrayList<Long>());
        var listening = engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {
                heard.add(snapshot.state().word());
                numbers.add(snapshot.sequence());
                throw new IllegalStateException("a listener's mistake");
            }

            @Override
            public void removed(InstanceId removed, long sequence) {
                heard.add("removed");
                numbers.add(sequence);
            }
        });
        running();
        engine.power(id, PowerAction.STOP);
        awaitState(Stopped.class);
        engine.delete(id, true);
        Await.until("all heard", () -> heard.contains("removed"));
        assertEquals(List.of("stopped", "starting", "running", "stopping", "stopped", "removed"), heard);
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
        listening.close();
        engine.create(InstanceId.create(), Definitions.PLAIN);
        assertEquals(6, heard.size());
        long last = numbers.getLast();
        restart();
        assertTrue(engine.snapshots().getFirst().sequence() > last);
    }

    @Test
    void noThreadStaysBehind() {
        running();
        engine.close();
        Await.until(
                "threads gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t -> t.getName().startsWith("ostler-instance")));
    }

    // ---- words of the tests

    private void running() {
        running(Definitions.PLAIN);
    }

    private void running(InstanceDefinition definition) {
        engine.create(id, definition);
        engine.power(id, PowerAction.START);
        awaitState(Running.class);
    }

    /** A start that doesn't come back is not waited for. */
    private void impatient() throws IOException {
        engine.close();
        engine = new DaemonInstances(data, Clock.systemUTC(), Duration.ofMillis(10));
        engine.addType(type);
    }

    private void restart() throws IOException {
        engine.close();
        reopen();
    }

    private void reopen() throws IOException {
        engine = new DaemonInstances(data, Clock.systemUTC(), EngineFixture.START_SHOWN);
        engine.addType(type);
    }

    private InstanceSnapshot find() {
        return engine.find(id).orElseThrow();
    }

    private <S extends InstanceState> S awaitState(Class<S> state) {
        return state.cast(Await.value("state " + state.getSimpleName(), () -> find().state(), state::isInstance));
    }

    private List<String> states() {
        var states = Collections.synchronizedList(new ArrayList<String>());
        engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {
                states.add(snapshot.state().word());
            }

            @Override
            public void removed(InstanceId removed, long sequence) {
                states.add("removed");
            }
        });
        return states;
    }

    private static void assertCode(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(OstlerException.class, call).code());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var names = Files.list(folder)) {
            return names.findAny().isEmpty();
        }
    }
}
