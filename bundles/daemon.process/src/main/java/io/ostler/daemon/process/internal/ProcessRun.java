package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.group.ControlGroup;
import io.ostler.daemon.process.internal.group.LimitWatch;
import io.ostler.daemon.process.internal.input.InputPipe;
import io.ostler.daemon.process.internal.input.TerminalBacklog;
import io.ostler.daemon.process.internal.input.TerminalResize;
import io.ostler.daemon.process.internal.input.TerminalSize;
import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.model.StopAction.SignalName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of processes, started in this life of the daemon or found again. Its end has two steps: the keeper tells how the
 * program ended, then whatever the program left behind ends; a launcher script that goes while its server lives on is
 * still a running instance. Thread-safe.
 */
final class ProcessRun implements InstanceRun {

    /** Why a limit ended it, for this life of the daemon and the next. */
    static final String CAUSE = "cause";

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRun.class);

    private final RunRecord record;
    private final RunPids pids;
    private final ProcessHost host;
    private final RunEnder ender;
    private final Path runFolder;
    private final ControlGroup group;
    private final LimitWatch limits;
    private final InputPipe input;
    private final TerminalResize terminal;
    private final CompletableFuture<RunEnd> exit = new CompletableFuture<>();

    ProcessRun(RunRecord record, RunPids pids, LaunchContext context, ControlGroup group, ProcessHost host) {
        this.record = record;
        this.pids = pids;
        this.group = group;
        this.host = host;
        runFolder = context.runFolder();
        limits = new LimitWatch(context.definition().care().limits(), group);
        var processes = new RunProcesses(record, pids);
        ender = new RunEnder(processes, group, host.table(), host.signals());
        input = new InputPipe(
                runFolder.resolve(KeeperScript.INPUT),
                host.timer(),
                record.terminal() ? new TerminalBacklog(processes.terminalHolder()) : () -> true);
        terminal = new TerminalResize(
                record.terminal() ? pids.program() : Optional.empty(), runFolder, host.tasks(), host.tools());
    }

    /** Waits for the keeper's report, or looks once when there is no keeper any more. */
    void follow() {
        var keeper = pids.keeper();
        if (keeper.isPresent() && keeper.get().isAlive()) {
            host.exits().await(record.id(), new KeeperWait(keeper.get()));
            if (limits.isNeeded()) {
                watchSoon();
            }
        } else {
            settle(host.exits().reported(record.id()).orElseGet(() -> new RunEnd(-1, Instant.now())), true);
        }
    }

    /** Whether anything of it lives, the keeper included. */
    boolean isAlive() {
        try {
            return pids.keeper().filter(ProcStat::isAlive).isPresent() || !ender.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // who can't look must not start a second one
        }
    }

    @Override
    public long pid() {
        return pids.program().map(ProcStat::pid).orElse(0L);
    }

    @Override
    public Instant startedAt() {
        return record.startedAt();
    }

    @Override
    public CompletableFuture<RunEnd> exit() {
        return exit;
    }

    @Override
    public Optional<String> limitCause() {
        try {
            return Optional.of(Files.readString(runFolder.resolve(CAUSE)).strip());
        } catch (IOException e) {
            return Optional.empty(); // there is none mostly
        }
    }

    @Override
    public void write(ByteBuffer bytes) {
        input.write(bytes);
    }

    @Override
    public void signal(SignalName signal) {
        if (!exit.isDone()) {
            interruptibly(() -> ender.signal(signal.name()));
        }
    }

    @Override
    public void kill() {
        if (!exit.isDone()) {
            inBackground(ender::kill);
        }
    }

    @Override
    public void resize(int columns, int rows) {
        terminal.resize(new TerminalSize(columns, rows));
    }

    /** The program itself has ended; the rest may take its time. */
    private void settle(RunEnd end, boolean now) {
        Step rest = () -> {
            ender.awaitAll();
            limits.causeAfterwards().ifPresent(this::noteCause);
            group.remove();
            input.close();
            exit.complete(end);
        };
        if (!now) {
            inBackground(rest);
            return;
        }
        interruptibly(() -> {
            if (ender.isEmpty()) {
                rest.run();
            } else {
                inBackground(rest);
            }
        });
    }

    private void watchSoon() {
        try {
            var unused = host.timer().schedule(() -> inBackground(this::watch), 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The daemon stops; the next one watches run {}", record.id());
        }
    }

    private void watch() throws InterruptedException {
        if (exit.isDone()) {
            return;
        }
        var cause = limits.look(limits.needsMembers() ? ender.members() : List.of());
        if (cause.isPresent()) {
            LOG.warn("Run {} is ended: {}", record.id(), cause.get());
            noteCause(cause.get());
            ender.kill();
        }
        watchSoon(); // also after a kill, which may not have got everything
    }

    private void noteCause(String cause) {
        if (limitCause().isEmpty()) {
            try {
                Files.writeString(runFolder.resolve(CAUSE), cause);
            } catch (IOException e) {
                LOG.warn("That run {} was ended for {} can't be noted", record.id(), cause, e);
            }
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void inBackground(Step step) {
        try {
            host.tasks().execute(() -> interruptibly(step));
        } catch (RejectedExecutionException e) {
            LOG.debug("The daemon stops; run {} is found again by the next one", record.id());
        }
    }

    private static void interruptibly(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The watch's view of this run. */
    private final class KeeperWait implements ExitWatch.Waiting {
        private final ProcStat keeper;

        KeeperWait(ProcStat keeper) {
            this.keeper = keeper;
        }

        @Override
        public ProcStat keeper() {
            return keeper;
        }

        @Override
        public void keeperEnded(RunEnd end) {
            settle(end, false);
        }
    }
}
