package io.ostler.daemon.files.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes many small new files durable at once, some moments after they appeared: to flush each by itself takes longer
 * than all the rest of its upload. Java can't flush a whole file system ({@code syncfs}), the system's {@code sync -f}
 * does; where that isn't there, nothing is left to it. Thread-safe.
 */
final class GroupSync {
    private static final Logger LOG = LoggerFactory.getLogger(GroupSync.class);
    private static final long MOST = 1 << 20;
    private static final long DELAY_MILLIS = 300;
    private static final long LONGEST_MINUTES = 10;

    private final ScheduledExecutorService background;
    private final Optional<Path> program;
    private final Set<Path> waiting = new HashSet<>();

    /** @param background one thread that may block */
    GroupSync(ScheduledExecutorService background) {
        this.background = background;
        this.program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "sync"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether a new file of that size is left to it. */
    boolean takes(long size) {
        return size <= MOST && program.isPresent();
    }

    /** A file beneath that folder is to become durable. */
    void soon(Path root) {
        boolean isFirst;
        synchronized (waiting) {
            isFirst = waiting.isEmpty();
            waiting.add(root);
        }
        if (isFirst) {
            try {
                background.schedule(this::syncAll, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                syncAll(); // the daemon is about to end
            }
        }
    }

    /** Returns when all that waits is durable. */
    void syncAll() {
        Set<Path> roots;
        synchronized (waiting) {
            roots = Set.copyOf(waiting);
            waiting.clear();
        }
        var byDisk = new HashMap<Object, Path>();
        for (var root : roots) {
            try {
                byDisk.put(Files.getAttribute(root, "unix:dev"), root);
            } catch (IOException e) {
                LOG.debug("{} is gone", root, e);
            }
        }
        byDisk.values().forEach(this::sync);
    }

    private void sync(Path root) {
        try {
            var process = new ProcessBuilder(program.orElseThrow().toString(), "-f", root.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                LOG.warn("New files in {} may not survive a crash of the machine within its usual half minute", root);
            }
        } catch (IOException e) {
            LOG.warn("New files in {} could not be made durable at once", root, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
