package io.ostler.testkit.instance;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what happens elsewhere, with a deadline that only a failure reaches. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Await() {}

    /** The first value that fits; fails with the last one when none does in time. */
    public static <T> T value(String what, Callable<T> source, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var value = source.call();
                if (fits.test(value)) {
                    return value;
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(what + ": still " + value);
                }
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(what + ": interrupted", e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(what, e);
            }
        }
    }

    public static void until(String what, Callable<Boolean> condition) {
        value(what, condition, holds -> holds);
    }
}
