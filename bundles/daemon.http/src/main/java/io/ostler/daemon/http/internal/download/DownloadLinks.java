package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Places.Place;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Addresses under which a browser saves a file by itself, without headers: random, for one file or archive, for as long as the
 * grant holds and somebody fetches. They are never logged. Thread-safe.
 */
@Component(service = DownloadLinks.class)
public final class DownloadLinks implements Doors.Watched {
    private static final long FIRST_USE = TimeUnit.SECONDS.toNanos(60);
    private static final long AFTER_USE = TimeUnit.MINUTES.toNanos(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Doors doors;
    private final Grants grants;
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    @Activate
    public DownloadLinks(@Reference Doors doors, @Reference Grants grants) {
        this.doors = doors;
        this.grants = grants;
        doors.watch(this);
    }

    private static final class Link {
        private final Wanted wanted;
        private final Place place;
        private volatile Grants.@Nullable Hold hold;
        private long dies = System.nanoTime() + FIRST_USE;
        private int fetches;

        Link(Wanted wanted, Place place) {
            this.wanted = wanted;
            this.place = place;
        }

        synchronized boolean isDead(long now) {
            return fetches == 0 && now - dies > 0;
        }

        synchronized boolean begin() {
            if (isDead(System.nanoTime())) {
                return false;
            }
            fetches++;
            return true;
        }

        synchronized void over() {
            fetches--;
            dies = System.nanoTime() + AFTER_USE;
        }

        void end() {
            place.close();
            var held = hold;
            if (held != null) {
                held.close();
            }
        }
    }

    /** A new name for what is wanted; {@code STREAM_LIMIT}, {@code GRANT_REVOKED}. */
    String make(Wanted wanted) {
        var ticket = wanted.ticket();
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var link = new Link(wanted, doors.placeForLink(ticket));
        links.put(name, link);
        try {
            link.hold = grants.hold(ticket.grant(), () -> remove(name));
        } catch (RuntimeException e) {
            remove(name);
            throw e;
        }
        if (links.get(name) != link) {
            link.end(); // revoked between the two lines above
        }
        return name;
    }

    /** A fetch of the file behind a name; say when it is {@code over}. */
    record Fetch(Wanted wanted, Runnable over) {}

    /** {@code NOT_FOUND} when there is no such name, or no longer. */
    Fetch fetch(String name) {
        var link = links.get(name);
        if (link == null || !link.begin()) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return new Fetch(link.wanted, link::over);
    }

    private void remove(String name) {
        var link = links.remove(name);
        if (link != null) {
            link.end();
        }
    }

    @Override
    public void look(long nanoTime) {
        links.forEach((name, link) -> {
            if (link.isDead(nanoTime)) {
                remove(name);
            }
        });
    }

    @Override
    @Deactivate
    public void stop() {
        doors.forget(this);
        links.keySet().forEach(this::remove);
    }
}
