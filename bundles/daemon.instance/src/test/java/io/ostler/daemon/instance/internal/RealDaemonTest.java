package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.testkit.instance.Await;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engine and processes together, with the daemon killed at bad moments. */
@Tag("slow")
class RealDaemonTest {

    private static final String OBEDIENT = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    private static final String STUBBORN = "trap '' TERM INT; echo ready; while :; do sleep 0.05; done";

    /** So that nothing ends before the daemon was killed. */
    private static final String AWAIT_GO = "while [ ! -e go ]; do sleep 0.05; done";

    @TempDir
    Path data;

    private final InstanceId id = InstanceId.create();
    private RealDaemon daemon;

    @AfterEach
    void endEverything() throws Exception {
        if (daemon == null) {
            daemon = new RealDaemon(data);
        }
        for (var snapshot : daemon.engine.snapshots()) {
            Await.until("known", () -> !(state() instanceof InstanceState.Unknown));
            if (state().isAlive()) {
                daemon.engine.power(snapshot.id(), PowerAction.KILL);
                Await.until("ended", () -> !state().isAlive());
            }
        }
        daemon.close();
    }

    @Test
    void aProgramIsTypedToAndStopped() throws Exception {
        open();
        start(Definitions.stoppedBy(
                new StopAction.Command("stop"),
                Duration.ofSeconds(20),
                RealDaemon.script(
                        "echo ready; while read -r l; do echo \"got $l\"; [ \"$l\" = stop ] && exit 0; done")));
        awaitConsole("ready");
        daemon.engine.input(id, "grüße", true);
        awaitConsole("got grüße");
        daemon.engine.power(id, PowerAction.STOP);
        var exit = await(Stopped.class).exit();
        assertEquals(0, exit.code());
        assertTrue(exit.requested());
    }

    @Test
    void nothingOfTheDaemonsEnvironmentReachesAProgram() throws Exception {
        open();
        start(Definitions.of("process", "/usr/bin/env"));
        await(Stopped.class);
        var names = console()
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .sorted()
                .toList();
        assertEquals(List.of("HOME", "LANG", "ONE", "OSTLER_RUN", "PATH"), names);
    }

    @Test
    void aKilledDaemonFindsItsInstanceAgain() throws Exception {
        killedDaemon("", OBEDIENT);
        open();
        await(Running.class);
        daemon.engine.power(id, PowerAction.STOP);
        assertEquals(0, await(Stopped.class).exit().code());
        assertTrue(console().contains("bye"));
    }

    @Test
    void aDaemonKilledInMidStopGoesOnStopping() throws Exception {
        killedDaemon("STOP", STUBBORN);
        open();
        assertTrue(await(Stopping.class).deadline().isAfter(java.time.Instant.now()));
        daemon.engine.power(id, PowerAction.KILL);
        assertTrue(await(Stopped.class).exit().requested());
    }

    @Test
    void aDaemonKilledInMidRestartStartsItAgain() throws Exception {
        killedDaemon("RESTART", "trap '" + AWAIT_GO + "; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        go();
        open();
        Await.until(
                "it came up a second time",
                () -> console().lines().filter("ready"::equals).count() == 2);
        await(Running.class);
    }

    @Test
    void aStopThatEndedWithoutADaemonIsNoCrash() throws Exception {
        killedDaemon("STOP,SENT", "trap '" + AWAIT_GO + "; exit 3' TERM; echo ready; while :; do sleep 0.05; done");
        go();
        Await.until("the program has ended", () -> exits() == 1);
        open();
        var exit = await(Stopped.class).exit();
        assertEquals(3, exit.code());
        assertTrue(exit.requested());
    }

    @Test
    void aCrashWithoutADaemonIsToldWithItsStatus() throws Exception {
        killedDaemon("", "echo ready; " + AWAIT_GO + "; exit 9");
        go();
        Await.until("the program has ended", () -> exits() == 1);
        open();
        assertEquals(9, await(Crashed.class).exit().code());
        Await.until("nothing is kept of the run", () -> exits() == 0);
        Files.delete(daemon.engine.files(id).resolve("go"));
        daemon.engine.power(id, PowerAction.START);
        await(Running.class);
    }

    @Test
    void aKilledDaemonLosesNoAcknowledgedDefinition() throws Exception {
        for (int round = 0; round < 5; round++) {
            var log = data.resolve("created-" + round);
            var process = java(Creator.class, data.toString(), log.toString());
            Await.until(
                    "some are made",
                    () -> Files.exists(log) && Files.readAllLines(log).size() > 5);
            process.destroyForcibly().waitFor();
            var acknowledged = Files.readAllLines(log);
            open();
            for (var line : acknowledged) {
                if (line.length() == 16) { // the last one may be cut
                    var snapshot = daemon.engine.find(new InstanceId(line)).orElseThrow();
                    assertEquals(2, snapshot.revision());
                }
            }
            daemon.engine.snapshots().forEach(s -> assertFalse(s.state() instanceof InstanceState.Unknown));
            daemon.close();
            daemon = null;
        }
    }

    /** Makes and changes instances and writes down each that was acknowledged. */
    static final class Creator {
        private Creator() {}

        public static void main(String[] arguments) throws Exception {
            var daemon = new RealDaemon(Path.of(arguments[0]));
            while (true) {
                var id = InstanceId.create();
                daemon.engine.create(id, RealDaemon.script("exit 0"));
                daemon.engine.update(id, RealDaemon.script("exit 1"), 1);
                Files.writeString(
                        Path.of(arguments[1]),
                        id + "\n",
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND);
            }
        }
    }

    @Test
    void aKillReachesWhatHasLeftTheSession() throws Exception {
        open();
        start(Definitions.stoppedBy(
                new StopAction.Plan(
                        List.of(new StopAction.Step.Command("bye"), new StopAction.Step.Wait(Duration.ofMillis(100)))),
                Duration.ofSeconds(1),
                RealDaemon.script("setsid sh -c 'trap \"\" TERM INT; echo $$ >child; while :; do sleep 0.05; done' & "
                        + "trap '' TERM INT; echo ready; while :; do sleep 0.05; done")));
        awaitConsole("ready");
        var file = daemon.engine.files(id).resolve("child");
        Await.until("a child outside of the session", () -> Files.exists(file) && Files.size(file) > 0);
        long child = Long.parseLong(Files.readString(file).strip());
        daemon.engine.power(id, PowerAction.STOP);
        assertEquals(9, await(Stopped.class).exit().signal());
        Await.until(
                "the child is gone",
                () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aPlanOfAKilledDaemonIsBroughtToItsEnd() throws Exception {
        killedDaemon("PLAN", "echo ready; while read -r l; do echo \"got $l\"; [ \"$l\" = quit ] && exit 0; done");
        assertTrue(console().contains("got first"));
        var ledger = data.resolve("daemon/instances").resolve(id.value()).resolve("state.json");
        Files.writeString(ledger, Files.readString(ledger).replaceAll("\"stepUntil\": \"2", "\"stepUntil\": \"1"));
        open(); // the wait is long over
        assertEquals(0, await(Stopped.class).exit().code());
        assertEquals(1, console().lines().filter("got quit"::equals).count());
        assertEquals(1, console().lines().filter("got first"::equals).count());
    }

    @Test
    void aCrashWithoutADaemonIsFollowedByAStartAndAReport() throws Exception {
        killedDaemon("POLICY", "echo ready; read -r l; echo last words; exit 9");
        Files.writeString(data.resolve("daemon/runs").resolve(id.value()).resolve("in"), "x\n");
        Await.until("the program has ended", () -> exits() == 1);
        open();
        Await.until(
                "it came up a second time",
                () -> console().lines().filter("ready"::equals).count() == 2);
        await(Running.class);
        var report = daemon.engine.shelf().get(id).power().crash().orElseThrow();
        assertEquals("EXIT_CODE", report.cause());
        assertEquals(List.of("ready", "last words"), report.lines());
    }

    @Test
    void aDeletedInstanceLeavesNoExitFileBehind() throws Exception {
        open();
        start(RealDaemon.script("exit 0"));
        await(Stopped.class);
        daemon.engine.delete(id, true);
        Await.until("nothing is kept of the run", () -> exits() == 0);
        assertNull(daemon.engine.find(id).orElse(null));
    }

    private void open() throws Exception {
        daemon = new RealDaemon(data);
    }

    /** Starts the instance in a Java machine of its own, does what is asked, and kills that machine. */
    private void killedDaemon(String actions, String script) throws Exception {
        var process = java(RealDaemon.class, data.toString(), id.value(), actions, script);
        try (var output = process.inputReader()) {
            awaitReady(output);
        }
        process.destroyForcibly().waitFor();
    }

    private void go() throws Exception {
        Files.createFile(data.resolve("daemon/instances")
                .resolve(id.value())
                .resolve("files")
                .resolve("go"));
    }

    private static void awaitReady(BufferedReader output) throws Exception {
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            assertTrue(line != null, "the daemon has ended");
        }
    }

    private static Process java(Class<?> main, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(new File("/dev/null")).start();
    }

    private void start(InstanceDefinition definition) {
        daemon.engine.create(id, definition);
        daemon.engine.power(id, PowerAction.START);
    }

    private InstanceState state() {
        return daemon.engine.find(id).map(s -> s.state()).orElse(new Stopped(null));
    }

    private <S extends InstanceState> S await(Class<S> state) {
        return state.cast(Await.value("state " + state.getSimpleName(), this::state, state::isInstance));
    }

    private String console() throws Exception {
        return Files.readString(
                data.resolve("daemon/consoles").resolve(id.value()).resolve("out.log"));
    }

    private void awaitConsole(String text) {
        Await.value("console with " + text, this::console, console -> console.contains(text));
    }

    private int exits() {
        return data.resolve("daemon/exits").toFile().list().length;
    }
}
