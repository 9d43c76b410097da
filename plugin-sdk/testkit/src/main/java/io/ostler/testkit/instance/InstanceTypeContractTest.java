package io.ostler.testkit.instance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction.SignalName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine relies on, tried with real programs: {@code /bin/sh}, {@code cat}, {@code sleep}, {@code stty} must
 * exist where the type runs them. Whoever extends it says how a life of the daemon begins and ends.
 */
public abstract class InstanceTypeContractTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LANG", "C.UTF-8", "TERM", "xterm-256color");

    @TempDir
    Path root;

    private InstanceType type;
    private InstanceFolders folders;
    private final List<InstanceRun> runs = new ArrayList<>();

    /** The type in a new life of the daemon that keeps its things in {@code root}. */
    protected abstract InstanceType open(Path root) throws Exception;

    /** That life ends without a word to the programs. */
    protected abstract void close(InstanceType type) throws Exception;

    /** Something that isn't there where the type runs programs. */
    protected List<String> missingCommand() {
        return List.of("/no/such/program");
    }

    protected List<String> shell(String script, String... arguments) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return command;
    }

    @BeforeEach
    void openType() throws Exception {
        type = open(root);
        folders = new InstanceFolders(root);
    }

    @AfterEach
    void endEverything() throws Exception {
        for (var run : runs) {
            run.kill();
        }
        for (var run : runs) {
            run.exit().get(60, TimeUnit.SECONDS);
        }
        close(type);
    }

    // ---- start and exit

    @Test
    void aRunEndsWithTheProgramsExitStatus() throws Exception {
        assertEquals(7, endOf(start("exit 7")).status());
    }

    @Test
    void anEndBySignalIsGivenAsAShellGivesIt() throws Exception {
        assertEquals(128 + 9, endOf(start("kill -KILL $$")).status());
    }

    @Test
    void aRunHasATimeAndAProcess() throws Exception {
        var run = start("sleep 100");
        assertTrue(run.pid() > 0 || !type.survivesDaemon());
        assertFalse(run.startedAt().isAfter(java.time.Instant.now()));
        assertFalse(run.exit().isDone());
    }

    @Test
    void aMissingCommandIsRefused() {
        var error = assertThrows(OstlerException.class, () -> type.start(context(missingCommand(), false)));
        assertEquals(ErrorCode.COMMAND_NOT_FOUND, error.code());
        assertTrue(type.adopt(context(missingCommand(), false)).isEmpty());
    }

    @Test
    void theSameInstanceRunsAgain() throws Exception {
        endOf(start("echo one"));
        type.forget(context(shell(""), false));
        endOf(start("echo two"));
        assertEquals("one\ntwo\n", folders.console());
    }

    @Test
    void manyShortRunsAllReportTheirEnd() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertEquals(i, endOf(start("exit " + i)).status());
            type.forget(context(shell(""), false));
        }
    }

    @Test
    void theRunIsAliveWhileAChildOfTheProgramIs() throws Exception {
        var run = start("(sleep 0.5; echo late) & exit 3");
        assertEquals(3, endOf(run).status());
        assertEquals("late\n", folders.console());
    }

    // ---- arguments, environment, folder

    @Test
    void noShellReadsTheArguments() throws Exception {
        var odd = "a  b'c\"d $HOME `id` $(id) \\n *;|&<>\n!é";
        endOf(started(type.start(context(shell("printf '%s' \"$1$2\"", odd, "-e"), false))));
        assertEquals(odd + "-e", folders.console());
    }

    @Test
    void noShellReadsTheArgumentsInATerminal() throws Exception {
        assumeTrue(type.supportsTerminal());
        var odd = "a  b'c\"d $HOME `id` $(id) \\n *;|&<>!é";
        endOf(started(type.start(context(shell("printf '%s' \"$1$2\"", odd, "-e"), true))));
        assertEquals(odd + "-e", folders.console());
    }

    @Test
    void theProgramRunsInItsWorkingFolder() throws Exception {
        Files.writeString(folders.files().resolve("here.txt"), "found");
        endOf(start("cat here.txt"));
        assertEquals("found", folders.console());
    }

    @Test
    void nothingOfTheDaemonsEnvironmentIsPassedOn() throws Exception {
        endOf(started(type.start(context(List.of("/usr/bin/env"), false))));
        for (var line : folders.console().lines().toList()) {
            var name = line.substring(0, line.indexOf('='));
            assertTrue(ENVIRONMENT.containsKey(name) || name.startsWith("OSTLER_"), line);
        }
        assertTrue(folders.console().contains("TERM=xterm-256color\n"));
    }

    // ---- output and input

    @Test
    void outputIsAppendedAsItIs() throws Exception {
        Files.writeString(folders.consoleLog(), "before|");
        endOf(start("printf '\\000\\377\\r\\n\\033[1mgrün\\n'; echo err >&2"));
        var expected = concat(
                "before|".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, (byte) 0xff},
                "\r\n\033[1mgrün\nerr\n".getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(expected, Files.readAllBytes(folders.consoleLog()));
    }

    @Test
    void noLineOfAFloodIsLost() throws Exception {
        endOf(start("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"));
        var lines = folders.console().lines().toList();
        assertEquals(20000, lines.size());
        assertEquals("line 19999", lines.getLast());
    }

    @Test
    void inputReachesTheProgram() throws Exception {
        var run = start("while read -r line; do echo \"got $line\"; done");
        type(run, "grüße\n");
        awaitConsole("got grüße\n");
        type(run, "again\n");
        awaitConsole("got again\n");
    }

    @Test
    void muchInputArrivesWholeAndInOrder() throws Exception {
        var run = start("head -c 200000 | cksum");
        var expected = new StringBuilder();
        for (int i = 0; expected.length() < 200_000; i++) {
            var line = "line " + i + "\n";
            expected.append(line);
            while (true) {
                try {
                    type(run, line);
                    break;
                } catch (OstlerException e) {
                    assertEquals(ErrorCode.CONSOLE_INPUT_FULL, e.code());
                    Thread.sleep(1);
                }
            }
        }
        endOf(run);
        assertEquals(cksum(expected.substring(0, 200_000)), folders.console().strip());
    }

    @Test
    void aProgramThatDoesNotReadNeverBlocksTheWriter() throws Exception {
        var run = start("sleep 100");
        var error = assertThrows(OstlerException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                type(run, "x".repeat(1023) + "\n");
            }
        });
        assertEquals(ErrorCode.CONSOLE_INPUT_FULL, error.code());
    }

    @Test
    void inputAfterTheEndIsRefused() throws Exception {
        var run = start("exit 0");
        endOf(run);
        var error = assertThrows(OstlerException.class, () -> type(run, "hello\n"));
        assertEquals(ErrorCode.INSTANCE_NOT_RUNNING, error.code());
    }

    // ---- signals

    @Test
    void eachSignalReachesTheProgram() throws Exception {
        for (var signal : SignalName.values()) {
            var run = start("trap 'echo caught " + signal + "; exit 0' " + signal + "; echo ready " + signal
                    + "; while :; do sleep 0.05; done");
            awaitConsole("ready " + signal + "\n");
            run.signal(signal);
            assertEquals(0, endOf(run).status());
            assertTrue(folders.console().contains("caught " + signal), folders.console());
            type.forget(context(shell(""), false));
        }
    }

    @Test
    void aSignalReachesTheWholeGroup() throws Exception {
        // The parent is prepared before its child says that it is.
        var run = start("trap 'wait; exit 5' TERM; "
                + "sh -c 'trap \"echo child; exit 0\" TERM; echo ready; while :; do sleep 0.05; done' & wait; wait");
        awaitConsole("ready\n");
        run.signal(SignalName.TERM);
        assertEquals(5, endOf(run).status());
        assertTrue(folders.console().contains("child\n"), folders.console());
    }

    @Test
    void killEndsAProgramThatIgnoresSignals() throws Exception {
        var run = start("trap '' TERM INT HUP QUIT; echo ready; while :; do sleep 1; done");
        awaitConsole("ready\n");
        run.signal(SignalName.TERM);
        run.kill();
        assertEquals(128 + 9, endOf(run).status());
    }

    @Test
    void signalsAfterTheEndDoNothing() throws Exception {
        var run = start("exit 0");
        endOf(run);
        run.signal(SignalName.TERM);
        run.kill();
        run.resize(100, 30);
        assertEquals(0, endOf(run).status());
    }

    // ---- terminal

    @Test
    void aTerminalHasASizeFromTheStart() throws Exception {
        endOf(terminal("stty size; test -t 0 && test -t 1 && test -t 2 && echo all"));
        assertEquals("24 80\r\nall\r\n", folders.console());
    }

    @Test
    void aTerminalTakesANewSizeAndTellsTheProgram() throws Exception {
        var run = terminal("trap 'stty size; exit 4' WINCH; echo ready; while :; do sleep 0.05; done");
        awaitConsole("ready");
        run.resize(132, 43);
        assertEquals(4, endOf(run).status());
        assertTrue(folders.console().contains("43 132"), folders.console());
    }

    @Test
    void theNextRunBeginsWithTheLastSize() throws Exception {
        var run = terminal("trap 'exit 0' WINCH; echo ready; while :; do sleep 0.05; done");
        awaitConsole("ready");
        run.resize(101, 31);
        endOf(run);
        type.forget(context(shell(""), true));
        endOf(terminal("stty size"));
        assertTrue(folders.console().endsWith("31 101\r\n"), folders.console());
    }

    @Test
    void aTerminalEchoesWhatIsTyped() throws Exception {
        var run = terminal("read -r line; echo \"got $line\"");
        type(run, "hello\n");
        endOf(run);
        assertEquals("hello\r\ngot hello\r\n", folders.console());
    }

    @Test
    void ctrlCInATerminalInterruptsTheProgram() throws Exception {
        var run = terminal("trap 'echo interrupted; exit 6' INT; echo ready; while :; do sleep 0.05; done");
        awaitConsole("ready");
        type(run, "\003");
        assertEquals(6, endOf(run).status());
    }

    @Test
    void theExitStatusOfATerminalsProgramIsKept() throws Exception {
        assertEquals(9, endOf(terminal("exit 9")).status());
    }

    @Test
    void aTerminalThatDoesNotReadTakesNoEndlessInput() throws Exception {
        var run = terminal("sleep 100");
        var error = assertThrows(OstlerException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                type(run, "x".repeat(1023) + "\n");
            }
        });
        assertEquals(ErrorCode.CONSOLE_INPUT_FULL, error.code());
    }

    @Test
    void killEndsAProgramInATerminal() throws Exception {
        var run = terminal("trap '' HUP TERM INT; echo ready; sleep 100; sleep 100");
        awaitConsole("ready");
        run.kill();
        assertEquals(128 + 9, endOf(run).status());
    }

    // ---- the daemon goes and comes

    @Test
    void whatNeverRanIsNotAdopted() {
        assertTrue(type.adopt(context(shell("exit 0"), false)).isEmpty());
    }

    @Test
    void aRunIsAdoptedByTheNextLifeOfTheDaemon() throws Exception {
        assumeTrue(type.survivesDaemon());
        adoptsARun(false);
    }

    @Test
    void aRunInATerminalIsAdoptedByTheNextLifeOfTheDaemon() throws Exception {
        assumeTrue(type.survivesDaemon() && type.supportsTerminal());
        adoptsARun(true);
    }

    private void adoptsARun(boolean terminal) throws Exception {
        var context = context(shell("echo ready; while read -r line; do echo \"got $line\"; done; exit 0"), terminal);
        var first = type.start(context);
        awaitConsole("ready");
        reopen();
        var second = started(type.adopt(context).orElseThrow());
        assertEquals(first.pid(), second.pid());
        assertEquals(first.startedAt(), second.startedAt());
        assertFalse(second.exit().isDone());
        type(second, "hello\n");
        awaitConsole("got hello");
        second.signal(SignalName.TERM);
        second.kill();
        assertTrue(endOf(second).status() > 128);
    }

    @Test
    void anEndThatNobodySawIsToldUntilItIsForgotten() throws Exception {
        assumeTrue(type.survivesDaemon());
        var context = context(shell("read -r line; exit 12"), false);
        var run = type.start(context);
        close(type);
        run.write(ByteBuffer.wrap("go\n".getBytes(StandardCharsets.UTF_8)));
        Await.until("the program is gone", () -> !Files.exists(Path.of("/proc/" + run.pid())));
        type = open(root);
        assertEquals(12, awaitEnd(context).status());
        assertEquals(12, awaitEnd(context).status());
        type.forget(context);
        assertTrue(type.adopt(context).isEmpty());
    }

    private RunEnd awaitEnd(LaunchContext context) throws Exception {
        return endOf(type.adopt(context).orElseThrow());
    }

    @Test
    void aSecondRunBesideTheFirstIsRefused() throws Exception {
        assumeTrue(type.survivesDaemon());
        start("sleep 100");
        var error = assertThrows(OstlerException.class, () -> start("sleep 100"));
        assertEquals(ErrorCode.INSTANCE_RUNNING, error.code());
    }

    // ---- words of the tests

    private void reopen() throws Exception {
        close(type);
        type = open(root);
    }

    private LaunchContext context(List<String> command, boolean terminal) {
        return folders.context(type.id(), command, terminal, ENVIRONMENT);
    }

    private InstanceRun start(String script) {
        return started(type.start(context(shell(script), false)));
    }

    private InstanceRun terminal(String script) {
        assumeTrue(type.supportsTerminal());
        return started(type.start(context(shell(script), true)));
    }

    private InstanceRun started(InstanceRun run) {
        runs.add(run);
        return run;
    }

    private static RunEnd endOf(InstanceRun run) throws Exception {
        return run.exit().get(60, TimeUnit.SECONDS);
    }

    private static void type(InstanceRun run, String text) {
        run.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitConsole(String text) {
        Await.value("console with " + text, folders::console, console -> console.contains(text));
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        var whole = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            whole.write(part);
        }
        return whole.toByteArray();
    }

    private static String cksum(String text) throws Exception {
        var process = new ProcessBuilder("cksum").start();
        try (var out = process.getOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
