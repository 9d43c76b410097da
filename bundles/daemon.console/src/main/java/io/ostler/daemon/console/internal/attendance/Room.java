package io.ostler.daemon.console.internal.attendance;

import io.ostler.daemon.api.console.Attendance.Guest;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.Presence;
import io.ostler.protocol.ConsoleWork.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people at one console and the size they share. Confined to the lock of its owner. */
final class Room {
    /** A terminal's size. */
    record Size(int columns, int rows) {}

    /** One open console of somebody. */
    static final class Place {
        final UserId user;
        final boolean writes;
        final Guest guest;
        final Instant since;

        @Nullable
        Size window;

        Place(UserId user, boolean writes, Guest guest, Instant since) {
            this.user = user;
            this.writes = writes;
            this.guest = guest;
            this.since = since;
        }
    }

    private final InstanceId id;
    private final List<Place> places = new ArrayList<>();
    private @Nullable Size pinned;
    private @Nullable Size size;

    Room(InstanceId id) {
        this.id = id;
    }

    void enter(Place place) {
        places.add(place);
    }

    boolean leave(Place place) {
        return places.remove(place);
    }

    void pin(@Nullable Size wanted) {
        pinned = wanted;
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    boolean isForgettable() {
        return places.isEmpty() && pinned == null;
    }

    @Nullable
    Size size() {
        return size;
    }

    boolean isPinned() {
        return pinned != null;
    }

    /** The size that holds now; without any window that counts it stays as it was. True when it is another one. */
    boolean settle() {
        var wanted = pinned != null ? pinned : smallest();
        if (wanted == null || wanted.equals(size)) {
            return false;
        }
        size = wanted;
        return true;
    }

    private @Nullable Size smallest() {
        Size smallest = null;
        for (var place : places) {
            var window = place.window;
            if (window != null) {
                smallest = smallest == null
                        ? window
                        : new Size(
                                Math.min(smallest.columns(), window.columns()),
                                Math.min(smallest.rows(), window.rows()));
            }
        }
        return smallest;
    }

    /** Everybody once, however many windows they have. */
    Presence presence() {
        var viewers = new LinkedHashMap<UserId, Viewer>();
        for (var place : places) {
            var viewer = new Viewer(place.user, place.writes, place.since);
            viewers.merge(
                    place.user,
                    viewer,
                    (known, other) -> new Viewer(known.user(), known.writes() || other.writes(), known.since()));
        }
        return new Presence(
                id,
                List.copyOf(viewers.values()),
                size == null ? null : size.columns(),
                size == null ? null : size.rows(),
                pinned != null);
    }
}
