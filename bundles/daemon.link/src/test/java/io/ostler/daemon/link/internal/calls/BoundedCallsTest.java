package io.ostler.daemon.link.internal.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {
    private final BoundedCalls calls = new BoundedCalls("test", 2, 10);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void tearDown() {
        calls.close();
    }

    @Test
    void onlySoManyRunAtOnce() throws Exception {
        var running = new AtomicInteger();
        var begun = new Semaphore(0);
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 8; i++) {
            answers.add(calls.run(() -> {
                int now = running.incrementAndGet();
                begun.release();
                gate.await();
                running.decrementAndGet();
                return now;
            }));
        }
        assertTrue(begun.tryAcquire(2, 60, SECONDS));
        gate.countDown();
        for (var answer : answers) {
            assertTrue(answer.get(60, SECONDS) <= 2);
        }
    }

    @Test
    void whatIsTooMuchIsRefusedAndThePlaceComesBack() throws Exception {
        var answers = new ArrayList<CompletableFuture<Boolean>>();
        for (int i = 0; i < 10; i++) {
            answers.add(calls.run(() -> gate.await(60, SECONDS)));
        }
        assertEquals(ErrorCode.OVERLOADED, failure(calls.run(() -> true)).code());
        gate.countDown();
        for (var answer : answers) {
            assertTrue(answer.get(60, SECONDS));
        }
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (true) {
            try {
                calls.run(() -> true).get(60, SECONDS);
                return;
            } catch (ExecutionException e) {
                assertTrue(System.nanoTime() < end, "a place comes back");
            }
        }
    }

    @Test
    void aCancelledCallThatWaitsIsNotBegun() throws Exception {
        calls.run(() -> gate.await(60, SECONDS));
        calls.run(() -> gate.await(60, SECONDS));
        var begun = new AtomicBoolean();
        var waiting = calls.run(() -> {
            begun.set(true);
            return true;
        });
        waiting.cancel(true);
        var behind = calls.run(() -> true);
        gate.countDown();
        behind.get(60, SECONDS);
        assertFalse(begun.get());
    }

    @Test
    void whatTheWorkThrowsIsTheAnswer() {
        assertEquals(
                ErrorCode.DISK_FULL,
                failure(calls.run(() -> {
                            throw new OstlerException(ErrorCode.DISK_FULL);
                        }))
                        .code());
        var thrown = assertThrows(
                ExecutionException.class,
                () -> calls.run(() -> {
                            throw new IOException("disk");
                        })
                        .get(60, SECONDS));
        assertEquals("disk", thrown.getCause().getMessage());
    }

    @Test
    void afterTheEndNothingIsTaken() throws Exception {
        var running = calls.run(() -> gate.await(60, SECONDS));
        calls.close();
        assertThrows(ExecutionException.class, () -> running.get(60, SECONDS));
        assertEquals(ErrorCode.NODE_AWAY, failure(calls.run(() -> true)).code());
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return (OstlerException) thrown.getCause();
    }
}
