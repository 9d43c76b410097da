package io.ostler.daemon.http.internal;

import io.ostler.daemon.http.internal.Places.Bound;
import io.ostler.daemon.http.internal.Places.Place;
import io.ostler.protocol.Ticket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the doors share: limits, the clock that looks after everything open once a second, and the threads on which
 * transfers meet the disk, so that slow clients and slow disks hold none of the server's own. Thread-safe.
 */
@Component(service = Doors.class, configurationPid = "io.ostler.daemon.http")
@Designate(ocd = DoorLimits.class)
public final class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final DoorLimits limits;
    private final Places places = new Places();
    private final ScheduledExecutorService clock;
    private final ExecutorService workers;
    private final Future<?> looking;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();

    /** Something open that wants a look from time to time and has to end with the daemon. */
    public interface Watched {

        /** About once a second, on the clock's thread: don't block. */
        void look(long nanoTime);

        /** The daemon stops, or this part of it. */
        void stop();
    }

    @Activate
    public Doors(DoorLimits limits) {
        this.limits = limits;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ostler-doors-clock").factory());
        this.workers = new ThreadPoolExecutor(
                0,
                limits.transfers() + 8,
                20,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("ostler-transfer-", 1).factory());
        this.looking = clock.scheduleAtFixedRate(() -> lookAtAll(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
    }

    public DoorLimits limits() {
        return limits;
    }

    /** Does something after a time that isn't cancelled before; at once when the daemon stops. Must not block. */
    public Future<?> later(Runnable work, long delay, TimeUnit unit) {
        try {
            return clock.schedule(work, delay, unit);
        } catch (RejectedExecutionException e) {
            work.run();
            return CompletableFuture.completedFuture(null);
        }
    }

    /** At most one task at a time for each place of a transfer. */
    public ExecutorService workers() {
        return workers;
    }

    public void watch(Watched watched) {
        open.add(watched);
    }

    public void forget(Watched watched) {
        open.remove(watched);
    }

    public Place placeForWaiting() {
        return places.take(List.of(new Bound("waiting", limits.waiting())));
    }

    public Place placeForConsole(Ticket ticket) {
        return places.take(List.of(
                new Bound("consoles", limits.consoles()),
                new Bound(new Whose("consoles", ticket.instance()), limits.consolesPerInstance()),
                new Bound(new Whose("consoles", ticket.user()), limits.consolesPerUser())));
    }

    public Place placeForTransfer(Ticket ticket) {
        return places.take(List.of(
                new Bound("transfers", limits.transfers()),
                new Bound(new Whose("transfers", ticket.user()), limits.transfersPerUser())));
    }

    public Place placeForLink(Ticket ticket) {
        return places.take(List.of(
                new Bound("links", limits.links()),
                new Bound(new Whose("links", ticket.user()), limits.linksPerUser())));
    }

    public Place placeForUploadKey(Ticket ticket) {
        return places.take(List.of(
                new Bound("upload keys", limits.uploadKeys()),
                new Bound(new Whose("upload keys", ticket.user()), limits.uploadKeysPerUser())));
    }

    /** Number of counters above zero, for tests that look for leaks. */
    int takenCounters() {
        return places.counters();
    }

    private record Whose(String what, Object id) {}

    void lookAtAll(long now) {
        for (var watched : open) {
            try {
                watched.look(now);
            } catch (RuntimeException e) {
                // the clock serves all: one that fails must not stop it for the others
                LOG.warn("A stream could not be looked after", e);
            }
        }
    }

    @Deactivate
    public void close() {
        open.forEach(Watched::stop);
        looking.cancel(false);
        clock.shutdown(); // what was to be done later is still done
        workers.shutdown();
    }
}
