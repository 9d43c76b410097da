package io.ostler.panel.rest.internal.events;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RightsListener;
import io.ostler.panel.api.access.SessionListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * All event sockets: how many there may be, that they end with their session and follow its rights, and that a quiet one
 * is pinged. Needs no
 * other service, because whoever ends sessions waits for its listeners. Thread-safe; one platform thread for the pings,
 * a virtual one for each socket while it has something to send.
 */
@Component(service = {OpenSockets.class, SessionListener.class, RightsListener.class})
public final class OpenSockets implements SessionListener, RightsListener {
    private static final int PER_SESSION = 16;
    private static final int ALTOGETHER = 2000;
    private static final Duration PING = Duration.ofSeconds(10);

    private final Map<String, Set<EventSocket>> bySession = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("events-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("events-ping").daemon().factory());

    @Activate
    public OpenSockets() {
        clock.scheduleWithFixedDelay(this::pingQuiet, PING.toSeconds(), PING.toSeconds(), TimeUnit.SECONDS);
    }

    ExecutorService threads() {
        return threads;
    }

    /** {@code STREAM_LIMIT} when the session, or everybody together, has too many. */
    void checkRoom(Caller caller) {
        var own = bySession.getOrDefault(caller.session(), Set.of()).size();
        if (own >= PER_SESSION || count() >= ALTOGETHER) {
            throw new OstlerException(ErrorCode.STREAM_LIMIT);
        }
    }

    int count() {
        return bySession.values().stream().mapToInt(Set::size).sum();
    }

    void add(String session, EventSocket socket) {
        bySession.compute(session, (s, sockets) -> {
            var all = sockets == null ? ConcurrentHashMap.<EventSocket>newKeySet() : sockets;
            all.add(socket);
            return all;
        });
    }

    void remove(String session, EventSocket socket) {
        bySession.computeIfPresent(session, (s, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    @Override
    public void ended(UserId user, String handle) {
        bySession.getOrDefault(handle, Set.of()).forEach(socket -> threads.execute(socket::signOut));
    }

    @Override
    public void changed(Collection<UserId> users) {
        bySession.values().stream()
                .flatMap(Set::stream)
                .filter(socket -> users.contains(socket.user()))
                .forEach(socket -> threads.execute(socket::lookAgain));
    }

    private void pingQuiet() {
        bySession.values().forEach(sockets -> sockets.forEach(EventSocket::pingWhenQuiet));
    }

    @Deactivate
    public void close() {
        clock.shutdownNow();
        bySession.values().forEach(sockets -> sockets.forEach(EventSocket::goAway));
        threads.shutdown();
    }
}
