package io.ostler.panel.link.internal;

import io.ostler.panel.api.node.NodeLinks;
import io.ostler.protocol.DaemonApi;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links the daemon of the same process, when there is one: the same calls as over a socket, without the socket. It comes
 * and goes with the daemon's service. Thread-safe.
 */
@Component(service = LocalNode.class, immediate = true)
public final class LocalNode {
    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);

    private final NodeLinks links;
    private final LocalEvents events;
    private final LinkCare care;
    private final Attempts attempts;
    private @Nullable Running running;

    /** @param gone completes when the daemon's service goes */
    private record Running(DaemonApi daemon, CompletableFuture<String> gone, Thread thread) {}

    @Activate
    public LocalNode(@Reference NodeLinks links, @Reference LocalEvents events, @Reference PanelIdentity identity) {
        this(links, events, identity, LinkTimes.NORMAL, Clock.systemUTC());
    }

    LocalNode(NodeLinks links, LocalEvents events, PanelIdentity identity, LinkTimes times, Clock clock) {
        this.links = links;
        this.events = events;
        this.care = new LinkCare(identity, links, times, clock);
        this.attempts = new Attempts(times);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(ostler.transport=local)")
    public synchronized void bindDaemon(DaemonApi daemon) {
        stop();
        var gone = new CompletableFuture<String>();
        running = new Running(daemon, gone, attempts.start("ostler-local-node", () -> link(daemon, gone)));
    }

    public synchronized void unbindDaemon(DaemonApi daemon) {
        if (running != null && running.daemon().equals(daemon)) {
            stop();
        }
    }

    private Duration link(DaemonApi daemon, CompletableFuture<String> gone) throws InterruptedException {
        var news = new EventGate(() -> gone.complete("OVERLOADED"));
        try {
            events.pass(news);
            var hello = care.hello(daemon);
            Shield.run(() -> links.adoptLocal(hello.nodeId(), hello.machine().hostName()));
            return care.keep(hello, daemon, news, gone);
        } catch (LinkFailure e) {
            LOG.warn("The daemon in this process can't be linked yet: {}", e.reason());
            return Duration.ZERO;
        }
    }

    @Deactivate
    public synchronized void stop() {
        if (running != null) {
            running.gone().complete("CLOSED");
            running.thread().interrupt();
            join(running.thread());
            running = null;
            events.pass(null);
        }
    }

    /** So that the link's end is reported before its parts go. */
    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
