package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.ProcessTable;
import io.ostler.daemon.process.internal.system.Signals;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction.SignalName;
import io.ostler.testkit.instance.Await;
import io.ostler.testkit.instance.InstanceFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about processes: who belongs to a run, and who must not be taken for it. */
@Tag("slow")
class ProcessRunTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    @TempDir
    Path root;

    private ProcessInstanceType type;
    private InstanceFolders folders;
    private final List<InstanceRun> runs = new ArrayList<>();
    private final List<Process> strangers = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
        folders = new InstanceFolders(root);
    }

    @AfterEach
    void close() throws Exception {
        runs.forEach(InstanceRun::kill);
        for (var run : runs) {
            run.exit().get(60, TimeUnit.SECONDS);
        }
        strangers.forEach(Process::destroyForcibly);
        type.close();
    }

    @Test
    void killFindsChildrenThatLeftTheSession() throws Exception {
        var run = start("setsid sh -c 'echo child $$; sleep 100' & (setsid setsid sh -c 'echo child $$; sleep 100' &) "
                + "; env -i setsid sh -c 'echo child $$; sleep 100' & wait");
        var children = awaitChildren(3);
        run.kill();
        end(run);
        children.forEach(pid -> assertFalse(ProcStat.of(pid).isPresent(), "child " + pid + " lives"));
    }

    @Test
    void whatLeftTheSessionKeepsTheRunAlive() throws Exception {
        var run = start("setsid sh -c 'echo child $$; exec sleep 100' & exit 0");
        var child = awaitChildren(1).getFirst();
        Await.until("the program is gone", () -> ProcStat.of(run.pid()).isEmpty());
        assertFalse(run.exit().isDone());
        run.kill();
        assertEquals(0, end(run));
        assertTrue(ProcStat.of(child).isEmpty());
    }

    @Test
    void killEndsWhatForksWithoutEnd() throws Exception {
        var run = start("echo ready; while :; do sleep 0.2 & sleep 0.01; done");
        awaitConsole("ready");
        run.kill();
        assertEquals(128 + 9, end(run));
        assertEquals(0, countOf(run));
    }

    @Test
    void aJobOfAShellInATerminalIsKilledToo() throws Exception {
        var run = started(type.start(context(List.of("/bin/bash", "-i"), true)));
        type(run, "sleep 100 &\nsleep 200\n");
        Await.until("two jobs", () -> countOf(run) == 3);
        run.kill();
        end(run);
        assertEquals(0, countOf(run));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProgramInheritsThreeDescriptorsAndNoMore(boolean terminal) throws Exception {
        var run = started(type.start(context(List.of("/bin/sleep", "100"), terminal)));
        // The keeper becomes the program at its own time.
        Await.until("three descriptors", () -> descriptors(run).equals(Set.of("0", "1", "2")));
    }

    private static Set<String> descriptors(InstanceRun run) throws IOException {
        try (var files = Files.list(Path.of("/proc/" + run.pid() + "/fd"))) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aTerminalsEnvironmentKeepsTheInstancesShell() throws Exception {
        var environment = Map.of("PATH", "/usr/bin:/bin", "SHELL", "/bin/it's mine");
        end(started(type.start(folders.context("process", List.of("/usr/bin/env"), true, environment))));
        var names = folders.console()
                .lines()
                .filter(l -> !l.startsWith("OSTLER_RUN="))
                .sorted()
                .toList();
        assertEquals(List.of("PATH=/usr/bin:/bin", "SHELL=/bin/it's mine"), names);
    }

    @Test
    void noLineOfScriptsOwnIsInTheLog() throws Exception {
        end(started(type.start(context(List.of("/bin/echo", "only this"), true))));
        assertEquals("only this\r\n", folders.console());
    }

    @Test
    void whatATerminalsProgramDoesNotReadIsNotPiledUp() throws Exception {
        var run = started(type.start(context(List.of("/bin/sleep", "100"), true)));
        var line = "x".repeat(1023) + "\n";
        int accepted = 0;
        long lastAccepted = System.nanoTime();
        while (accepted < 16 * 1024 && System.nanoTime() - lastAccepted < 1_000_000_000L) {
            try {
                type(run, line);
                accepted++;
                lastAccepted = System.nanoTime();
            } catch (OstlerException e) {
                Thread.sleep(1);
            }
        }
        assertTrue(accepted < 8 * 1024, accepted + " KiB were taken");
    }

    @Test
    void aTerminalIsResizedAfterAdoption() throws Exception {
        var context = context(
                List.of("/bin/sh", "-c", "trap 'stty size; exit 4' WINCH; echo ready; while :; do sleep 0.05; done"),
                true);
        type.start(context);
        awaitConsole("ready");
        type.close();
        reopen();
        var run = started(type.adopt(context).orElseThrow());
        run.resize(120, 40);
        assertEquals(4, end(run));
        awaitConsole("40 120");
    }

    @Test
    void aPidThatBelongsToAnotherProcessNowIsNotTouched() throws Exception {
        var stranger = stranger();
        var stat = ProcStat.of(stranger.pid()).orElseThrow();
        RunRecord.create(Instant.now(), false).write(folders.runFolder());
        var line = stat.pid() + " (sh) S 1 " + stat.pid() + " " + stat.pid() + " 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 "
                + (stat.start() - 1) + " 0\n";
        Files.writeString(folders.runFolder().resolve(RunPids.FILE), line + line);
        var run = type.adopt(context(List.of("/bin/true"), false)).orElseThrow();
        assertEquals(-1, run.exit().get(60, TimeUnit.SECONDS).status());
        run.signal(SignalName.TERM);
        run.kill();
        assertTrue(stranger.isAlive());
    }

    @Test
    void aRunOfAnEarlierBootHasEnded() throws Exception {
        var stranger = stranger();
        var stat = Files.readString(Path.of("/proc/" + stranger.pid() + "/stat"));
        new RunRecord("0123456789abcdef01234567", "another-boot", Instant.now(), false).write(folders.runFolder());
        Files.writeString(folders.runFolder().resolve(RunPids.FILE), stat + stat);
        var run = type.adopt(context(List.of("/bin/true"), false)).orElseThrow();
        assertTrue(run.exit().isDone());
        assertEquals(-1, run.exit().get().status());
        assertTrue(stranger.isAlive());
    }

    @Test
    void aKilledKeeperLosesTheStatusButNotTheProgram() throws Exception {
        type.start(context(List.of("/bin/sh", "-c", "echo ready; read -r line; exit 3"), false));
        awaitConsole("ready");
        Signals.kill(RunPids.read(folders.runFolder()).keeper().orElseThrow());
        Await.until(
                "the keeper is gone",
                () -> RunPids.read(folders.runFolder())
                        .keeper()
                        .filter(ProcStat::isAlive)
                        .isEmpty());
        type.close();
        reopen();
        var again = started(type.adopt(context(List.of("/bin/true"), false)).orElseThrow());
        assertFalse(again.exit().isDone());
        type(again, "go\n");
        assertEquals(-1, end(again));
    }

    @Test
    void theNetSeesAKeeperThatWasKilledTogetherWithEverything() throws Exception {
        var run = start("echo ready; sleep 100");
        awaitConsole("ready");
        var pids = RunPids.read(folders.runFolder());
        Signals.kill(pids.keeper().orElseThrow());
        Signals.kill(pids.program().orElseThrow());
        run.signal(SignalName.TERM);
        run.kill();
        assertEquals(-1, end(run));
    }

    @Test
    void aBrokenRunFolderIsNoRun() throws Exception {
        Files.writeString(folders.runFolder().resolve("run"), "not a record");
        assertTrue(type.adopt(context(List.of("/bin/true"), false)).isEmpty());
    }

    private void reopen() throws IOException {
        type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"));
    }

    private Process stranger() throws IOException {
        var stranger = new ProcessBuilder("sleep", "100").start();
        strangers.add(stranger);
        return stranger;
    }

    private List<Long> awaitChildren(int number) {
        return Await.value(
                number + " children",
                () -> folders.console()
                        .lines()
                        .filter(l -> l.startsWith("child "))
                        .map(l -> Long.parseLong(l.substring(6)))
                        .toList(),
                list -> list.size() == number);
    }

    /** Living processes with the run's marker, but for keeper and terminal holder. */
    private int countOf(InstanceRun run) throws Exception {
        var table = new ProcessTable(Runnable::run);
        var processes =
                new RunProcesses(RunRecord.read(folders.runFolder()).orElseThrow(), RunPids.read(folders.runFolder()));
        return processes.in(table.look().get()).size();
    }

    private LaunchContext context(List<String> command, boolean terminal) {
        return folders.context("process", command, terminal, ENVIRONMENT);
    }

    private InstanceRun start(String script) {
        return started(type.start(context(List.of("/bin/sh", "-c", script), false)));
    }

    private InstanceRun started(InstanceRun run) {
        runs.add(run);
        return run;
    }

    private static int end(InstanceRun run) throws Exception {
        return run.exit().get(60, TimeUnit.SECONDS).status();
    }

    private static void type(InstanceRun run, String text) {
        run.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitConsole(String text) {
        Await.value("console with " + text, folders::console, console -> console.contains(text));
    }
}
