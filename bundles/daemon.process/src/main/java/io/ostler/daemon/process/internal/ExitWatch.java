package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.process.internal.system.ProcStat;
import java.io.File;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of each exit by one watched folder, into which keepers put an empty file {@code <run id>.<status>}; one thread
 * for any number of runs. Below it lies a net: once a second a look whether the keepers still exist, for those that were
 * killed themselves and for events that were lost. Thread-safe.
 */
final class ExitWatch implements AutoCloseable {

    /** In the net's look existence is enough for most; one in so many is compared by start time. */
    private static final int FULL_CHECK_EVERY = 30;

    private static final int UNCLAIMED_KEPT = 4096;
    private static final Logger LOG = LoggerFactory.getLogger(ExitWatch.class);

    /** A run that waits for its keeper. */
    interface Waiting {
        ProcStat keeper();

        /** Once; status -1 when the keeper is gone without a word. Must not block. */
        void keeperEnded(RunEnd end);
    }

    private final Path folder;
    private final @Nullable WatchService watcher;
    private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    /** Exits of programs so short that nobody had begun to wait. */
    private final Map<String, RunEnd> unclaimed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunEnd> eldest) {
            return size() > UNCLAIMED_KEPT;
        }
    };

    private int round;

    ExitWatch(Path folder, ScheduledExecutorService timer) throws IOException {
        this.folder = Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        watcher = openWatcher();
        if (watcher != null) {
            Thread.ofPlatform().daemon().name("ostler-process-exits").start(this::watch);
        }
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** The start of the name under which a keeper reports. */
    Path reportPrefix(String runId) {
        return folder.resolve(runId);
    }

    void await(String runId, Waiting run) {
        RunEnd early;
        synchronized (unclaimed) {
            early = unclaimed.remove(runId);
            if (early == null) {
                waiting.merge(
                        runId,
                        List.of(run),
                        (some, one) ->
                                Stream.concat(some.stream(), one.stream()).toList());
            }
        }
        if (early != null) {
            run.keeperEnded(early);
        }
    }

    /** What a keeper has reported, for runs that ended while nobody watched. */
    Optional<RunEnd> reported(String runId) {
        var names = folder.toFile().list((parent, name) -> name.startsWith(runId + "."));
        return names == null || names.length == 0 ? Optional.empty() : read(names[0]);
    }

    void forget(String runId) throws IOException {
        waiting.remove(runId);
        synchronized (unclaimed) {
            unclaimed.remove(runId);
        }
        var names = folder.toFile().list((parent, name) -> name.startsWith(runId + "."));
        for (var name : names == null ? new String[0] : names) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    @Override
    public void close() {
        try {
            if (watcher != null) {
                watcher.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch for exits didn't close", e);
        }
    }

    private @Nullable WatchService openWatcher() throws IOException {
        WatchService opened = null;
        try {
            opened = folder.getFileSystem().newWatchService();
            folder.register(opened, StandardWatchEventKinds.ENTRY_CREATE);
            return opened;
        } catch (IOException e) {
            LOG.warn("No file watches left on this machine: exits are seen a second late", e);
            if (opened != null) {
                opened.close();
            }
            return null;
        }
    }

    private void watch() {
        try {
            while (watcher != null) {
                var key = watcher.take();
                for (var event : key.pollEvents()) {
                    if (event.context() instanceof Path name) {
                        arrived(name.toString());
                    } else {
                        look(); // events were dropped
                    }
                }
                if (!key.reset()) {
                    LOG.error("The folder for exit statuses is gone: exits are seen a second late");
                    return;
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            LOG.debug("The watch for exits ends");
        }
    }

    private void arrived(String name) {
        read(name).ifPresent(end -> ended(name.substring(0, name.indexOf('.')), end));
    }

    private void ended(String runId, RunEnd end) {
        List<Waiting> runs;
        synchronized (unclaimed) {
            runs = waiting.remove(runId);
            if (runs == null) {
                unclaimed.put(runId, end);
            }
        }
        if (runs != null) {
            runs.forEach(run -> run.keeperEnded(end));
        }
    }

    /** The net. */
    private void look() {
        round++;
        int number = 0;
        for (var entry : waiting.entrySet()) {
            var keeper = entry.getValue().getFirst().keeper();
            boolean there = (number++ + round) % FULL_CHECK_EVERY == 0
                    ? keeper.isAlive()
                    : new File("/proc/" + keeper.pid()).exists();
            // A keeper reports before it goes, so who is gone without a report will never make one.
            if (!there && waiting.containsKey(entry.getKey())) {
                ended(entry.getKey(), reported(entry.getKey()).orElseGet(() -> new RunEnd(-1, Instant.now())));
            }
        }
    }

    private Optional<RunEnd> read(String name) {
        int dot = name.indexOf('.');
        try {
            int status = Integer.parseInt(name.substring(dot + 1));
            return Optional.of(new RunEnd(
                    status, Files.getLastModifiedTime(folder.resolve(name)).toInstant()));
        } catch (NumberFormatException | IOException e) {
            LOG.warn("Not an exit status: {}", name);
            return Optional.empty();
        }
    }
}
