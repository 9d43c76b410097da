package io.ostler.panel.link.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.node.NodeLinks;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages.PanelTime;
import io.ostler.protocol.Messages.Pong;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An open link from hello to its end: tells the time every ten seconds, which measures the way and the clocks and
 * notices a dead peer. Confined to the (virtual) thread that runs it; blocks.
 */
final class LinkLife {
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final DaemonApi daemon;
    private final CompletableFuture<String> ended;

    /** @param ended completes with a reason when the carrier is gone */
    LinkLife(DaemonApi daemon, CompletableFuture<String> ended) {
        this.daemon = daemon;
        this.ended = ended;
    }

    /** Returns the reason when the link has ended or has to be made anew. */
    String run(NodeLinks.Linked linked) throws InterruptedException {
        while (true) {
            try {
                beat(linked);
                return ended.get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // the next beat is due
            } catch (ExecutionException e) {
                return reason(e.getCause());
            }
        }
    }

    private void beat(NodeLinks.Linked linked) throws InterruptedException, ExecutionException {
        var sent = Instant.now();
        long begin = System.nanoTime();
        Pong pong;
        try {
            pong = daemon.tellTime(new PanelTime(sent)).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(new OstlerException(ErrorCode.NODE_TIMEOUT));
        }
        var way = Duration.ofNanos(System.nanoTime() - begin);
        linked.measured(way, Duration.between(sent.plus(way.dividedBy(2)), pong.now()));
    }

    /** The code that people see for an error of a link. */
    static String reason(@Nullable Throwable error) {
        return error instanceof OstlerException e ? e.code().name() : "LINK_LOST";
    }
}
