package io.ostler.daemon.command.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One lane for each port that lines are sent to, as long as there are any and a little longer. Thread-safe. */
final class Lanes implements AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Session.Dialer dialer;
    private final Timing timing;
    private final ConcurrentHashMap<Integer, Lane> lanes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Lanes(Session.Dialer dialer, Timing timing) {
        this.dialer = dialer;
        this.timing = timing;
    }

    CompletableFuture<String> send(int port, @Nullable String password, String line) {
        if (port < 1 || port > 65535) {
            throw OstlerException.invalid("port", "1 to 65535");
        }
        if (line.codePoints().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw OstlerException.invalid("text", "one line");
        }
        var job =
                new Lane.Job(line, password, System.nanoTime() + timing.whole().toNanos());
        lanes.compute(port, (key, present) -> {
            if (closed) {
                throw OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", "commands");
            }
            var lane = present == null ? Lane.start(port, dialer, timing, this::retire) : present;
            if (!lane.offer(job)) {
                throw new OstlerException(ErrorCode.CONSOLE_INPUT_FULL);
            }
            return lane;
        });
        return job.answer();
    }

    /** Whether the lane may end: nothing came in this moment. */
    private boolean retire(Lane lane) {
        return lanes.computeIfPresent(lane.port(), (port, present) -> lane.isEmpty() ? null : present) == null;
    }

    int open() {
        return lanes.size();
    }

    @Override
    public void close() {
        closed = true;
        var left = lanes.values().stream().toList();
        left.forEach(Lane::end);
        for (var lane : left) {
            try {
                if (!lane.await(GOODBYE)) {
                    LOG.warn("A connection to port {} does not end", lane.port());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        lanes.clear();
    }
}
