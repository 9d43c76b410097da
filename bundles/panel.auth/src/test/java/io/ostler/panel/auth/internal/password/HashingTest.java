package io.ostler.panel.auth.internal.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.auth.internal.CountingHasher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore hashingNow = new Semaphore(0);
    private final Hashing hashing = new Hashing(new StoppedHasher(), 2, 2);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        release.countDown();
        callers.shutdownNow();
        hashing.close();
    }

    @Test
    void beyondThreadsAndQueueCallersAreRefusedAndLaterServedAgain() throws Exception {
        var running = new Future<?>[] {submit(), submit()};
        hashingNow.acquire(2);
        var waiting = new Future<?>[] {submit(), submit()};
        awaitQueue();
        var refused = assertThrows(OstlerException.class, () -> hashing.hash("one too many"));
        assertEquals(ErrorCode.OVERLOADED, refused.code());
        release.countDown();
        for (var done : new Future<?>[][] {running, waiting}) {
            for (var hash : done) {
                assertEquals("v1:password", hash.get());
            }
        }
        assertEquals("v1:again", hashing.hash("again"));
    }

    @Test
    void aCallerThatIsInterruptedGoesAndStaysInterrupted() throws Exception {
        var interrupted = callers.submit(() -> {
            var thread = Thread.currentThread();
            callers.submit(() -> {
                hashingNow.acquireUninterruptibly();
                thread.interrupt();
            });
            var refused = assertThrows(OstlerException.class, () -> hashing.hash("password"));
            assertEquals(ErrorCode.OVERLOADED, refused.code());
            return Thread.interrupted();
        });
        assertTrue(interrupted.get());
    }

    @Test
    void afterTheEndNobodyIsServed() {
        hashing.close();
        var refused = assertThrows(OstlerException.class, () -> hashing.hash("password"));
        assertEquals(ErrorCode.OVERLOADED, refused.code());
    }

    private Future<String> submit() {
        return callers.submit(() -> hashing.hash("password"));
    }

    private void awaitQueue() {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (hashing.waiting() < 2) {
            assertTrue(System.nanoTime() < deadline, "both wait in the queue");
            Thread.onSpinWait();
        }
    }

    private final class StoppedHasher extends CountingHasher {
        @Override
        public String hash(String password) {
            hashingNow.release();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.hash(password);
        }
    }
}
