package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.account.Account;
import io.ostler.daemon.process.internal.account.Handover;
import io.ostler.daemon.process.internal.input.TerminalSize;
import io.ostler.daemon.process.internal.system.IgnoredSignals;
import io.ostler.daemon.process.internal.system.ProcessTable;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a keeper and waits, some milliseconds mostly, until the program runs under it. Stateless; the engine makes one
 * call per instance at a time.
 */
final class Launcher {

    /** Generous: a machine may be so busy that a shell takes seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More at once would only take the processors from those that are nearly there. */
    private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** Then it is started all the same: one that hangs must not keep the others. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final String MESSAGES = "start.log";
    private static final String BARE_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final ProcessHost host;
    private final KeeperScript keeper;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    private final Handover handover;
    private final List<String> undoing;

    /** @param data the daemon's folder, with everything that programs under other accounts must get through */
    Launcher(ProcessHost host, Path data) {
        this.host = host;
        handover = new Handover(data, host.tools());
        keeper = new KeeperScript(host.tools());
        undoing = IgnoredSignals.undoing(host.tools());
    }

    ProcessRun launch(LaunchContext context) {
        boolean inTurn = false;
        try {
            inTurn = turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS);
            return launchNow(context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "INTERRUPTED"), e);
        } finally {
            if (inTurn) {
                turns.release();
            }
        }
    }

    private ProcessRun launchNow(LaunchContext context) {
        var definition = context.definition();
        var command = CommandPath.resolve(
                definition.command(),
                context.workingFolder(),
                context.environment().get("PATH"));
        var runAs = definition.launch().runAs();
        var account = runAs == null ? null : Account.require(runAs, host.tools());
        var record = RunRecord.create(Instant.now(), definition.terminal());
        var group = host.groups().make(record.id(), definition.care().limits());
        var setting = new ProgramSetting(group, account);
        try {
            prepare(context, record);
            if (account != null) {
                handOver(context, record, account, command);
            }
            spawn(commandLine(context, record, command, setting), context, record, account != null);
            var pids = awaitProgram(context.runFolder());
            var run = new ProcessRun(record, pids, context, group, host);
            run.follow();
            return run;
        } catch (IOException e) {
            throw undone(context, record, StartErrors.of(context.runFolder(), String.valueOf(e.getMessage()), e));
        } catch (OstlerException e) {
            throw undone(context, record, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undone(context, record, StartErrors.of(context.runFolder(), "interrupted", e));
        }
    }

    private static void prepare(LaunchContext context, RunRecord record) throws IOException {
        for (var left :
                List.of(RunPids.FILE, MESSAGES, KeeperScript.LAUNCH, ProgramSetting.PROGRAM, ProcessRun.CAUSE)) {
            Files.deleteIfExists(context.runFolder().resolve(left));
        }
        record.write(context.runFolder());
    }

    private void handOver(LaunchContext context, RunRecord record, Account account, List<String> command)
            throws IOException, InterruptedException {
        handover.files(account, context.files());
        var environment = new TreeMap<>(context.environment());
        environment.put(ProcessTable.MARKER, record.id());
        refuseUnwritable(command, environment);
        var program = newFile(context.runFolder().resolve(ProgramSetting.PROGRAM));
        Files.writeString(program, ProgramSetting.program(host.tools(), environment, command));
        var input = context.runFolder().resolve(KeeperScript.INPUT);
        keeper.makeInput(input);
        // Not the log: who opens that by /dev/stderr once more empties it.
        handover.streams(account, List.of(program, input));
    }

    private List<String> commandLine(
            LaunchContext context, RunRecord record, List<String> command, ProgramSetting setting) throws IOException {
        var folder = context.runFolder();
        var report = host.exits().reportPrefix(record.id());
        if (!record.terminal()) {
            return keeper.commandLine(folder, context.consoleLog(), report, command, setting);
        }
        var file = newFile(folder.resolve(KeeperScript.LAUNCH));
        Files.writeString(
                file,
                keeper.launchFile(
                        folder,
                        TerminalSize.last(folder),
                        command,
                        context.environment().get("SHELL"),
                        setting));
        return keeper.terminalCommandLine(folder, context.consoleLog(), report);
    }

    private static Path newFile(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** @param bare without the definition's environment: it must not decide what runs with the daemon's rights */
    private void spawn(List<String> commandLine, LaunchContext context, RunRecord record, boolean bare)
            throws IOException {
        var environment = new TreeMap<>(bare ? Map.of("LANG", "C.UTF-8", "PATH", BARE_PATH) : context.environment());
        if (record.terminal()) {
            environment.put("SHELL", host.tools().path("sh")); // what script runs its command with
        }
        environment.put(ProcessTable.MARKER, record.id());
        refuseUnwritable(commandLine, environment);
        var whole = new ArrayList<>(undoing);
        whole.addAll(commandLine);
        var builder = new ProcessBuilder(whole)
                .directory(context.workingFolder().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(context.runFolder().resolve(MESSAGES).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var unused = builder.start();
    }

    /** A daemon in the "C" locale turns other characters into question marks; better not to start than so. */
    private static void refuseUnwritable(List<String> commandLine, Map<String, String> environment) {
        var encoder =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder();
        if (!encoder.canEncode(String.join("\n", commandLine) + environment)) {
            LOG.error("The daemon's locale can't express a command or its environment; start it with LC_ALL=C.UTF-8");
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "LOCALE"));
        }
    }

    private static RunPids awaitProgram(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long pauseMicros = 1000;
                System.nanoTime() < deadline;
                pauseMicros = Math.min(pauseMicros * 5 / 4, 20_000)) {
            var pids = RunPids.read(folder);
            if (pids.isComplete()) {
                return pids;
            }
            if (Files.size(folder.resolve(MESSAGES)) > 0
                    || pids.keeper().filter(process -> !process.isAlive()).isPresent()) {
                // A keeper whose program ended at once is gone as well.
                var last = RunPids.read(folder);
                if (last.isComplete()) {
                    return last;
                }
                throw failure(folder);
            }
            TimeUnit.MICROSECONDS.sleep(pauseMicros);
        }
        LOG.error("A keeper did not start within {}", PATIENCE);
        throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "TIMED_OUT"));
    }

    private static OstlerException failure(Path folder) throws IOException, InterruptedException {
        Thread.sleep(20); // let it finish its sentence
        var text = Files.readString(folder.resolve(MESSAGES), StandardCharsets.ISO_8859_1);
        LOG.error("A keeper could not start a program: {}", text.strip());
        return StartErrors.of(folder, text, null);
    }

    /** Nothing is left running, and nothing tells of a run. */
    private OstlerException undone(LaunchContext context, RunRecord record, OstlerException reason) {
        try {
            var pids = RunPids.read(context.runFolder());
            var group = host.groups().of(record.id());
            new RunEnder(new RunProcesses(record, pids), group, host.table(), host.signals()).kill();
            group.remove();
            RunRecord.delete(context.runFolder());
            host.exits().forget(record.id());
        } catch (IOException e) {
            reason.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reason;
    }
}
