package io.ostler.daemon.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class GroupSyncTest {
    private static final int MANY = 8;

    @TempDir
    Path base;

    private final GroupSync sync = new GroupSync();
    private final AtomicInteger flushes = new AtomicInteger();
    private final CountDownLatch flushing = new CountDownLatch(1);
    private final CountDownLatch disk = new CountDownLatch(1);

    /** The first flush lasts until the disk says so. */
    private void slow() throws IOException {
        flushes.incrementAndGet();
        flushing.countDown();
        try {
            disk.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static FutureTask<Boolean> start(Callable<Boolean> work, List<Thread> threads) {
        var task = new FutureTask<>(work);
        threads.add(Thread.ofPlatform().start(task));
        return task;
    }

    private FutureTask<Boolean> sync(String folder, GroupSync.Flush flush, List<Thread> threads) {
        return start(
                () -> {
                    sync.sync(folder, flush);
                    return true;
                },
                threads);
    }

    private static void awaitWaiting(List<Thread> threads) {
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoComesDuringAFlushSharesTheNextOneAndIsToldAfterIt() throws Exception {
        var threads = new ArrayList<Thread>();
        var first = sync("a", this::slow, threads);
        flushing.await();
        var others = new ArrayList<FutureTask<Boolean>>();
        for (int i = 0; i < MANY; i++) {
            others.add(sync("a", flushes::incrementAndGet, threads));
        }
        awaitWaiting(threads);
        assertEquals(1, flushes.get());
        assertFalse(first.isDone() || others.stream().anyMatch(FutureTask::isDone), "told before the flush");

        disk.countDown();
        assertTrue(first.get());
        for (var other : others) {
            assertTrue(other.get());
        }
        assertEquals(2, flushes.get(), "flushes for " + MANY + " that came during the first");
    }

    @Test
    void otherFoldersDontWait() throws Exception {
        var first = sync("a", this::slow, new ArrayList<>());
        flushing.await();
        sync.sync("b", flushes::incrementAndGet);
        assertEquals(2, flushes.get());
        disk.countDown();
        first.get();
    }

    @Test
    void aFailureIsToldAndHindersNobodyElse() throws Exception {
        var threads = new ArrayList<Thread>();
        var first = sync("a", this::slow, threads);
        flushing.await();
        var leader = sync(
                "a",
                () -> {
                    throw new IOException("broken");
                },
                threads);
        awaitWaiting(threads);
        var follower = sync("a", flushes::incrementAndGet, threads);
        awaitWaiting(threads);
        disk.countDown();
        assertTrue(first.get());
        assertThrows(ExecutionException.class, leader::get);
        assertTrue(follower.get());
        assertEquals(2, flushes.get());
        sync.sync("a", flushes::incrementAndGet);
        assertEquals(3, flushes.get());
    }

    @Test
    void flushesARealFolder() throws Exception {
        Files.createFile(base.resolve("file"));
        try (var folder = Folder.ofTrusted(base)) {
            sync.sync(folder);
        }
    }
}
