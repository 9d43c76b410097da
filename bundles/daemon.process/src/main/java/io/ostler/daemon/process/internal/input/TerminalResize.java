package io.ostler.daemon.process.internal.input;

import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the size of a run's terminal from outside, by {@code stty} on its device. While one change is under way only the
 * newest of the next is kept: a window that is being dragged asks dozens of times. Thread-safe; does not block.
 */
public final class TerminalResize {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalResize.class);

    private final Optional<ProcStat> program;
    private final Path runFolder;
    private final Executor tasks;
    private final Tools tools;
    private @Nullable TerminalSize next;
    private boolean working;

    /** @param program the terminal's first process; empty when the run has no terminal */
    public TerminalResize(Optional<ProcStat> program, Path runFolder, Executor tasks, Tools tools) {
        this.program = program;
        this.runFolder = runFolder;
        this.tasks = tasks;
        this.tools = tools;
    }

    public synchronized void resize(TerminalSize size) {
        if (program.isEmpty()) {
            return;
        }
        next = size;
        if (!working) {
            try {
                tasks.execute(this::work);
                working = true;
            } catch (RejectedExecutionException e) {
                LOG.debug("The daemon stops; the terminal keeps its size");
            }
        }
    }

    private void work() {
        for (var size = take(); size != null; size = take()) {
            try {
                size.keep(runFolder);
                // A device number is given away again: only while its owner lives is it this run's terminal.
                var device = program.filter(ProcStat::isAlive).flatMap(ProcStat::terminalPath);
                if (device.isPresent()) {
                    apply(size, device.get());
                }
            } catch (IOException e) {
                LOG.warn("A terminal can't be given its size", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable TerminalSize take() {
        var size = next;
        next = null;
        working = size != null;
        return size;
    }

    private void apply(TerminalSize size, String device) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        tools.path("stty"),
                        "-F",
                        device,
                        "rows",
                        Integer.toString(size.rows()),
                        "cols",
                        Integer.toString(size.columns()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
