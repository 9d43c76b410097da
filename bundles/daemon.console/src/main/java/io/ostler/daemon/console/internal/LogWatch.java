package io.ostler.daemon.console.internal;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices growth of the logs that have viewers. A quiet log is watched by file events; a flooding one is taken off the
 * watch and looked at in turns (see {@link Heat} and {@link Pace}) by a virtual thread of its own until it is quiet
 * again. Once a second a look at all of them catches what the events may have missed. Thread-safe.
 */
final class LogWatch implements AutoCloseable {

    /** More viewers than this are woken by another thread, so that other consoles needn't wait for them. */
    private static final int FEW_VIEWERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);

    /** A log in the watch's view. */
    private static final class Entry {
        final WatchedLog log;
        final Heat heat = new Heat();
        volatile boolean hot;
        volatile boolean unwatchable;
        volatile boolean grewSinceCheck;
        volatile @Nullable WatchKey key;

        Entry(WatchedLog log) {
            this.log = log;
        }
    }

    /** By folder: a key knows its folder, and the entry is here before the key exists. */
    private final Map<Path, Entry> entries = new ConcurrentHashMap<>();

    private final ExecutorService tasks;
    private final @Nullable WatchService watcher;

    LogWatch(ExecutorService tasks, ScheduledExecutorService timer) {
        this.tasks = tasks;
        watcher = openWatcher();
        if (watcher != null) {
            Thread.ofPlatform().daemon().name("ostler-console-watch").start(this::watch);
        }
        var unused = timer.scheduleWithFixedDelay(this::checkAll, 1, 1, TimeUnit.SECONDS);
    }

    void add(WatchedLog log) {
        var entry = new Entry(log);
        entries.put(log.folder(), entry);
        register(entry);
        lookElsewhere(entry);
    }

    void remove(WatchedLog log) {
        var entry = entries.get(log.folder());
        if (entry != null && entry.log == log && entries.remove(log.folder(), entry)) {
            cancel(entry);
        }
    }

    @Override
    public void close() {
        try {
            if (watcher != null) {
                watcher.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch for consoles didn't close", e);
        }
    }

    private static @Nullable WatchService openWatcher() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            LOG.warn("No file watches left on this machine: consoles are polled", e);
            return null;
        }
    }

    private boolean isWatched(Entry entry) {
        return entries.get(entry.log.folder()) == entry;
    }

    /** Where it can't be watched it is looked at in turns for as long as it has viewers. */
    private void register(Entry entry) {
        try {
            if (watcher == null || entry.unwatchable) {
                entry.unwatchable = true;
                heatUp(entry);
                return;
            }
            entry.key = entry.log.folder().register(watcher, StandardWatchEventKinds.ENTRY_MODIFY);
            if (!isWatched(entry)) {
                cancel(entry);
            }
        } catch (IOException e) {
            LOG.warn("A console's folder can't be watched; it is polled", e);
            entry.unwatchable = true;
            heatUp(entry);
        } catch (ClosedWatchServiceException e) {
            LOG.debug("The consoles are closing");
        }
    }

    private static void cancel(Entry entry) {
        var key = entry.key;
        if (key != null) {
            key.cancel();
        }
    }

    private void watch() {
        while (watcher != null) {
            try {
                var key = watcher.take();
                try {
                    happened(key);
                } finally {
                    key.reset(); // in every case: a key that isn't reset is silent for ever
                }
            } catch (ClosedWatchServiceException e) {
                LOG.debug("The watch for consoles ends");
                return;
            } catch (InterruptedException e) {
                LOG.debug("A viewer interrupted the watch, which is not its to end");
            } catch (RuntimeException e) { // the one thread for all consoles goes on
                LOG.error("Passing on a console failed", e);
            }
        }
    }

    private void happened(WatchKey key) {
        int count = key.pollEvents().stream().mapToInt(event -> event.count()).sum();
        var entry = entries.get((Path) key.watchable());
        if (entry == null) {
            key.cancel();
        } else if (!entry.hot && entry.heat.add(count, System.nanoTime())) {
            key.cancel();
            heatUp(entry);
        } else if (entry.log.viewers() > FEW_VIEWERS) {
            lookElsewhere(entry);
        } else {
            look(entry);
        }
    }

    private boolean look(Entry entry) {
        boolean grew = entry.log.look();
        entry.grewSinceCheck |= grew;
        return grew;
    }

    private void lookElsewhere(Entry entry) {
        run(() -> look(entry));
    }

    private void run(Runnable task) {
        try {
            tasks.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The consoles are closing");
        }
    }

    private void heatUp(Entry entry) {
        entry.hot = true;
        run(() -> lookInTurns(entry));
    }

    private void lookInTurns(Entry entry) {
        long grewAt = System.nanoTime();
        while (isWatched(entry)) {
            long before = System.nanoTime();
            if (look(entry)) {
                grewAt = before;
            }
            boolean quiet = before - grewAt > Pace.QUIET.toNanos();
            if (quiet && !entry.unwatchable) {
                break;
            }
            rest(quiet ? Pace.LONGEST : Pace.pause(System.nanoTime() - before));
        }
        entry.heat.cool();
        entry.hot = false;
        if (isWatched(entry)) {
            register(entry);
            look(entry); // for what came before the watch was there
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("A viewer interrupted the watch, which is not its to end");
        }
    }

    private void checkAll() {
        for (var entry : entries.values()) {
            if (!entry.hot) {
                if (!entry.grewSinceCheck) {
                    entry.log.cache().clear();
                }
                entry.grewSinceCheck = false;
                lookElsewhere(entry);
            }
        }
    }
}
