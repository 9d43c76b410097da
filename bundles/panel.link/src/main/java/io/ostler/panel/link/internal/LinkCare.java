package io.ostler.panel.link.internal;

import io.ostler.panel.api.node.NodeLinks;
import io.ostler.panel.api.node.NodeLinks.Linked;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages.DaemonHello;
import io.ostler.protocol.Messages.PanelTime;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks after a link from hello to its end, in the same way for sockets and for the daemon in this process: introduces
 * the panel, reports the node, tells the time and measures every few seconds. Blocks the virtual thread that runs it.
 * Stateless.
 */
final class LinkCare {
    private final PanelIdentity identity;
    private final NodeLinks links;
    private final LinkTimes times;
    private final Clock clock;

    LinkCare(PanelIdentity identity, NodeLinks links, LinkTimes times, Clock clock) {
        this.identity = identity;
        this.links = links;
        this.times = times;
        this.clock = clock;
    }

    /** Says hello. The daemon's news begin with it. */
    DaemonHello hello(DaemonApi daemon) throws LinkFailure, InterruptedException {
        var hello = answer(daemon.hello(identity.hello(clock)));
        if (hello.protocol() != 1) {
            throw new LinkFailure("PROTOCOL_UNSUPPORTED");
        }
        return hello;
    }

    /**
     * Reports the node as linked until the link ends.
     *
     * @param ended completes with the reason when the carrier is gone
     * @return how long it held
     */
    Duration keep(DaemonHello hello, DaemonApi daemon, EventGate news, CompletableFuture<String> ended)
            throws InterruptedException {
        long begin = System.nanoTime();
        Linked linked = Shield.call(() -> links.linked(hello.nodeId(), hello, daemon));
        String reason = "CLOSED";
        try {
            Shield.run(() -> news.open(linked.events()));
            reason = measureUntilEnd(daemon, linked, ended);
        } finally {
            news.close();
            var last = reason;
            Shield.run(() -> linked.lost(last));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private String measureUntilEnd(DaemonApi daemon, Linked linked, CompletableFuture<String> ended)
            throws InterruptedException {
        try {
            while (true) {
                measure(daemon, linked);
                try {
                    return ended.get(times.beat().toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Time for the next measurement.
                }
            }
        } catch (LinkFailure e) {
            return e.reason();
        } catch (ExecutionException e) {
            return LinkFailure.LINK_LOST;
        }
    }

    /** The daemon's clock is taken as read half-way. */
    private void measure(DaemonApi daemon, Linked linked) throws LinkFailure, InterruptedException {
        long begin = System.nanoTime();
        var before = clock.instant();
        var pong = answer(daemon.tellTime(new PanelTime(before)));
        var way = Duration.ofNanos(System.nanoTime() - begin);
        linked.measured(way, Duration.between(before.plus(way.dividedBy(2)), pong.now()));
    }

    private <T> T answer(CompletableFuture<T> call) throws LinkFailure, InterruptedException {
        try {
            return call.get(times.call().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw LinkFailure.of(e);
        } catch (TimeoutException e) {
            throw new LinkFailure("NODE_TIMEOUT");
        }
    }
}
