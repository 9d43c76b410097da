package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.Upkeep;
import io.ostler.model.UserId;
import io.ostler.model.Variable;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.instance.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Install and update commands as real programs. */
class UpkeepTest {

    private static final UserId USER = UserId.create();

    @TempDir
    Path data;

    private final InstanceId id = InstanceId.create();
    private final ThreadBoard board = new ThreadBoard();
    private RealDaemon daemon;

    @BeforeEach
    void open() throws Exception {
        daemon = new RealDaemon(data);
    }

    @AfterEach
    void close() throws Exception {
        board.tasks().forEach(task -> board.cancel(task.id()));
        Await.until(
                "all is over",
                () -> board.tasks().stream().allMatch(task -> task.state().isOver()));
        daemon.close();
    }

    @Test
    void commandsRunOneAfterTheOtherInTheInstancesFolderWithItsVariables() throws Exception {
        create(
                sh("pwd >where; printf '%s\\n' \"$GREETING\" | cut -c7- >version"),
                sh("cat version; echo \"$GREETING\"; echo seen"));
        var task = begin(Tasks.Kind.INSTALL);
        awaitState(task, Tasks.State.DONE);
        var files = daemon.engine.files(id);
        assertEquals(files.toRealPath() + "\n", Files.readString(files.resolve("where")));
        var console = Files.readString(daemon.engine.consoleLog(id));
        assertTrue(console.contains("1.2 $(id)\nhello 1.2 $(id)\nseen\n"), console);
        assertInstanceOf(Stopped.class, state());
    }

    @Test
    void aCommandThatFailsEndsTheTaskWithItsStatus() throws Exception {
        create(sh("exit 7"), sh("touch second"));
        var task = begin(Tasks.Kind.INSTALL);
        awaitState(task, Tasks.State.FAILED);
        var fault = board.find(task.id()).orElseThrow().fault();
        assertEquals(ErrorCode.UPKEEP_FAILED, fault.code());
        assertEquals(Map.of("command", "1", "status", "7"), fault.parameters());
        assertTrue(Files.notExists(daemon.engine.files(id).resolve("second")));
    }

    @Test
    void meanwhileTheInstanceIsBusyAndCancellingEndsTheWholeTree() throws Exception {
        create(sh("setsid sh -c 'echo $$ >child; echo begun; exec sleep 1000' & wait"));
        var task = begin(Tasks.Kind.INSTALL);
        long child = awaitChild();
        assertInstanceOf(Busy.class, state());
        assertEquals(ErrorCode.INSTANCE_BUSY, code(() -> daemon.engine.power(id, PowerAction.START)));
        board.cancel(task.id());
        Await.until("the child is gone", () -> !Files.exists(Path.of("/proc/" + child)));
        Await.until("it is at rest", () -> state() instanceof Stopped);
    }

    @Test
    void theTimeLimitHoldsForAll() throws Exception {
        create(Duration.ofSeconds(1), sh("echo $$ >child; exec sleep 1000"), sh("touch second"));
        var task = begin(Tasks.Kind.INSTALL);
        awaitState(task, Tasks.State.FAILED);
        assertEquals(
                ErrorCode.UPKEEP_TIMED_OUT,
                board.find(task.id()).orElseThrow().fault().code());
        var files = daemon.engine.files(id);
        if (Files.exists(files.resolve("child"))) { // on a slow machine the time may be over before
            long child = awaitChild();
            Await.until("it is gone", () -> !Files.exists(Path.of("/proc/" + child)));
        }
        assertTrue(Files.notExists(files.resolve("second")));
    }

    @Test
    void whatRunsOrHasNoCommandsIsRefused() throws Exception {
        create(sh("true"));
        assertEquals(ErrorCode.INVALID_REQUEST, code(() -> begin(Tasks.Kind.UPDATE)));
        daemon.engine.power(id, PowerAction.START);
        assertEquals(ErrorCode.INSTANCE_RUNNING, code(() -> begin(Tasks.Kind.INSTALL)));
        daemon.engine.power(id, PowerAction.KILL);
        Await.until("it is at rest", () -> state() instanceof Stopped);
    }

    @Test
    void whatADeadDaemonLeftRunningIsEndedByTheNext() throws Exception {
        create(sh("true"));
        var entry = daemon.engine.shelf().get(id);
        LaunchContext own;
        synchronized (entry.instance()) {
            own = entry.instance()
                    .taskContext(entry.instance()
                            .definition()
                            .withRun(sh("echo $$ >child; exec sleep 1000"), "", Map.of(), false));
        }
        var folder = Files.createDirectories(own.runFolder().resolve("upkeep"));
        var unused = daemon.processes.start(new LaunchContext(
                own.id(),
                own.definition(),
                own.files(),
                own.workingFolder(),
                own.consoleLog(),
                folder,
                own.environment()));
        long child = awaitChild();
        daemon.close();
        daemon = new RealDaemon(data);
        Await.until("it is gone", () -> !Files.exists(Path.of("/proc/" + child)));
        assertInstanceOf(Stopped.class, state());
        daemon.engine.power(id, PowerAction.START);
        daemon.engine.power(id, PowerAction.KILL);
        Await.until("it is at rest", () -> state() instanceof Stopped);
    }

    private long awaitChild() throws Exception {
        var file = daemon.engine.files(id).resolve("child");
        Await.until(
                "a child", () -> Files.exists(file) && Files.readString(file).endsWith("\n"));
        return Long.parseLong(Files.readString(file).strip());
    }

    private io.ostler.model.InstanceState state() {
        return daemon.engine.find(id).orElseThrow().state();
    }

    private Tasks.Snapshot begin(Tasks.Kind kind) {
        var entry = daemon.engine.shelf().get(id);
        return new InstanceUpkeep(daemon.engine.parts(), board).begin(entry.instance(), entry.power(), kind, USER);
    }

    private void awaitState(Tasks.Snapshot task, Tasks.State state) {
        Await.until("task " + state, () -> board.state(task.id()) == state);
    }

    private static ErrorCode code(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(OstlerException.class, work).code();
    }

    @SafeVarargs
    private void create(List<String>... install) {
        create(Duration.ofHours(1), install);
    }

    @SafeVarargs
    private void create(Duration limit, List<String>... install) {
        var plain = RealDaemon.script("sleep 1000");
        var version = new Variable("version", Variable.Type.TEXT, "1.2 $(id)", List.of(), null, null, "", true);
        var definition = new InstanceDefinition(
                plain.name(),
                plain.type(),
                plain.command(),
                "",
                Map.of("GREETING", "hello {version}"),
                false,
                plain.stop(),
                plain.stopTimeout(),
                "UTF-8",
                plain.lineEnd(),
                false,
                plain.files(),
                new LaunchOptions(null, List.of(version), List.of()),
                plain.care(),
                new Upkeep(List.of(install), List.of(), limit),
                plain.console());
        daemon.engine.create(id, definition);
    }

    private static List<String> sh(String script) {
        return List.of("/bin/sh", "-c", script);
    }
}
