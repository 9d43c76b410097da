package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.stream.PanelLogins;
import io.ostler.daemon.link.internal.act.ActLogService;
import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.push.ConsoleNews;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The panels that have said hello, and what is asked of them. One is asked, the one in this process before the joined
 * one: a password is nobody else's business. What a pass allows is registered as if a ticket had been shown, so that
 * the panel sees and ends it. Thread-safe, does not block.
 */
@Component(service = {PanelLogins.class, LinkedPanels.class})
public final class LinkedPanels implements PanelLogins {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_ID = 64;

    private final GrantRegistry grants;
    private final Duration limit;
    private final @Nullable ConsoleNews news;
    private final @Nullable ActLogService acts;
    private final List<DaemonCalls> linked = new ArrayList<>();

    @Activate
    public LinkedPanels(@Reference GrantRegistry grants, @Reference ConsoleNews news, @Reference ActLogService acts) {
        this(grants, LIMIT, news, acts);
    }

    public LinkedPanels(GrantRegistry grants) {
        this(grants, LIMIT, null, null);
    }

    LinkedPanels(GrantRegistry grants, Duration limit, @Nullable ConsoleNews news, @Nullable ActLogService acts) {
        this.grants = grants;
        this.limit = limit;
        this.news = news;
        this.acts = acts;
    }

    /** It has said hello. */
    synchronized void add(DaemonCalls panel) {
        if (linked.contains(panel)) {
            return;
        }
        if (panel instanceof LocalDaemon) {
            linked.addFirst(panel);
        } else {
            linked.addLast(panel);
        }
        if (news != null) {
            news.linked(panel.receiver(), linked.getFirst() == panel);
        }
        tellActs();
    }

    synchronized void remove(DaemonCalls panel) {
        if (linked.remove(panel) && news != null) {
            news.left(panel.receiver());
        }
        tellActs();
    }

    private void tellActs() {
        if (acts != null) {
            acts.first(linked.isEmpty() ? null : linked.getFirst().receiver());
        }
    }

    private synchronized List<DaemonCalls> linked() {
        return List.copyOf(linked);
    }

    @Override
    public CompletableFuture<DoorPass> signIn(DoorLogin login) {
        var panels = linked();
        if (panels.isEmpty()) {
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.NODE_AWAY));
        }
        boolean entering = login.password() != null || login.proved();
        long asked = grants.now();
        return panels.getFirst()
                .askPanel((panel, api) -> api.signIn(login)
                        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(pass -> {
                            check(pass);
                            if (entering) {
                                grants.admit(pass.grant(), panel.id(), asked);
                            }
                            return pass;
                        }))
                .handleAsync(
                        (pass, error) -> error == null
                                ? CompletableFuture.completedFuture(pass)
                                : CompletableFuture.<DoorPass>failedFuture(told(error)),
                        // The caller may go on slowly, and the answer comes on the link's thread or the timer's.
                        task -> Thread.ofVirtual().name("ostler-door-login").start(task))
                .thenCompose(answer -> answer);
    }

    private static void check(DoorPass pass) {
        var id = pass.grant().id();
        if (pass.grant().scope() != TicketScope.SFTP || id.isEmpty() || id.length() > LONGEST_ID) {
            throw OstlerException.of(ErrorCode.INTERNAL, "reason", "pass");
        }
    }

    private static Throwable told(Throwable error) {
        var cause =
                error instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : error;
        if (cause instanceof TimeoutException) {
            return new OstlerException(ErrorCode.NODE_TIMEOUT);
        }
        // A panel that this machine has left counts as none.
        boolean left = cause instanceof OstlerException ours && ours.code() == ErrorCode.FORBIDDEN;
        return left ? new OstlerException(ErrorCode.NODE_AWAY) : cause;
    }
}
