package io.ostler.panel.link.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again and again until its thread is interrupted, with growing pauses of uneven length so that many nodes don't
 * come back in step. Stateless.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final LinkTimes times;

    Attempts(LinkTimes times) {
        this.times = times;
    }

    /** One try: returns when the link ended, with the time for which it held. */
    interface Attempt {
        Duration run() throws InterruptedException;
    }

    /** A virtual thread that ends when it is interrupted. */
    Thread start(String name, Attempt attempt) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                repeat(attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void repeat(Attempt attempt) throws InterruptedException {
        var pause = times.firstPause();
        while (true) {
            var held = Duration.ZERO;
            try {
                held = attempt.run();
            } catch (RuntimeException e) { // whatever goes wrong in one attempt, there is a next one
                LOG.error("An attempt to link failed unexpectedly", e);
            }
            if (held.compareTo(times.steady()) >= 0) {
                pause = times.firstPause();
            }
            Thread.sleep(uneven(pause));
            pause = min(pause.multipliedBy(2), times.longestPause());
        }
    }

    private static Duration uneven(Duration pause) {
        return pause.plusMillis(
                (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(-0.2, 0.2)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
