package io.ostler.panel.auth.internal.role;

import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RightsNews;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what rests on a grant at the moment when the grant ends. Nothing runs while no grant has an end. Thread-safe.
 */
final class GrantEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrantEnds.class);
    /** The machine's clock may be set meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final GrantBook book;
    private final RightsNews news;
    /** Only the latest look counts; those that are under way for an older one do nothing. */
    private final AtomicLong turn = new AtomicLong();

    /** Guarded by this; more than the latest when telling failed. */
    private final Set<UserId> untold = new HashSet<>();

    private volatile boolean closed;

    GrantEnds(GrantBook book, RightsNews news) {
        this.book = book;
        this.news = news;
    }

    /** Grants came or went. */
    void lookAgain() {
        long mine = turn.incrementAndGet();
        book.nextEnd().ifPresent(end -> schedule(until(end), mine));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void schedule(Duration wait, long mine) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> look(mine));
    }

    private void look(long mine) {
        if (closed || turn.get() != mine) {
            return;
        }
        try {
            tellOfEnded();
            book.clearStore();
            if (turn.get() == mine) {
                lookAgain();
            }
        } catch (OstlerException e) {
            LOG.warn("What rested on a grant that ended could not be ended, trying again: {}", e.code());
            schedule(RETRY, mine);
        } catch (RuntimeException e) {
            // Boundary of this thread: else no grant would ever end again.
            LOG.error("What rested on a grant that ended could not be ended, trying again", e);
            schedule(RETRY, mine);
        }
    }

    private synchronized void tellOfEnded() {
        untold.addAll(book.removeEnded());
        news.changed(Set.copyOf(untold));
        untold.clear();
    }

    private Duration until(Instant end) {
        var wait = Duration.between(book.clock().instant(), end);
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            return LONGEST_WAIT;
        }
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }
}
