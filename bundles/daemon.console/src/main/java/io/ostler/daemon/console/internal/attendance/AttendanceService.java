package io.ostler.daemon.console.internal.attendance;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.console.internal.attendance.Room.Place;
import io.ostler.daemon.console.internal.attendance.Room.Size;
import io.ostler.model.ConsolePolicy.CommandPath;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.PinRequest;
import io.ostler.protocol.ConsoleWork.Presence;
import io.ostler.protocol.ConsoleWork.Typed;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service. Changes of presence and size are told under its lock, which alone keeps them in order; what is typed goes
 * to the program without any. Thread-safe.
 */
@Component(service = Attendance.class)
public final class AttendanceService implements Attendance, InstanceEngine.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(AttendanceService.class);
    private static final Duration KEYS_SPAN = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_LINES = 1000;
    private static final long MOST_BYTES = 8 << 20;

    private final InstanceEngine engine;
    private final Consoles consoles;
    private final Outbox outbox;
    private final KeyCounts keys;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final Map<InstanceId, Room> rooms = new HashMap<>();
    private final AutoCloseable listening;
    private long lastStamp;

    @Activate
    public AttendanceService(@Reference InstanceEngine engine, @Reference Consoles consoles, BundleContext context)
            throws IOException {
        this(
                engine,
                consoles,
                Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")),
                KEYS_SPAN);
    }

    /** @param keysSpan how long keys are counted before they are noted */
    public AttendanceService(InstanceEngine engine, Consoles consoles, Path data, Duration keysSpan)
            throws IOException {
        this.engine = engine;
        this.consoles = consoles;
        outbox = new Outbox(data.resolve("daemon/console/typed"), MOST_WAITING, MOST_BYTES);
        keys = new KeyCounts(keysSpan, this::noteKeys);
        listening = engine.listen(this);
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
        keys.close();
        outbox.close();
    }

    @Override
    public Seat enter(InstanceId id, UserId user, boolean writes, Guest guest) {
        var place = new Place(user, writes, guest, Instant.now());
        synchronized (lock) {
            var room = rooms.computeIfAbsent(id, Room::new);
            room.enter(place);
            var size = room.size();
            if (size != null) {
                guest.sized(size.columns(), size.rows(), room.isPinned());
            }
            tell(room);
        }
        return new TakenSeat(id, place);
    }

    /** Somebody's place, until it is closed. */
    private final class TakenSeat implements Seat {
        private final InstanceId id;
        private final Place place;

        TakenSeat(InstanceId id, Place place) {
            this.id = id;
            this.place = place;
        }

        @Override
        public void size(@Nullable Integer columns, @Nullable Integer rows) {
            var window = columns == null || rows == null ? null : checked(columns, rows);
            synchronized (lock) {
                var room = rooms.get(id);
                if (room != null && room.places().contains(place)) {
                    place.window = window;
                    settle(room, id, false);
                }
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                var room = rooms.get(id);
                if (room == null || !room.leave(place)) {
                    return;
                }
                if (room.isForgettable()) {
                    rooms.remove(id);
                }
                if (!room.places().isEmpty()) {
                    settle(room, id, false);
                }
                tell(room);
            }
        }
    }

    @Override
    public Presence presence(InstanceId id) {
        synchronized (lock) {
            var room = rooms.get(id);
            return room == null ? new Presence(id, List.of()) : room.presence();
        }
    }

    @Override
    public void pin(PinRequest request) {
        var id = request.instance();
        definition(id);
        var columns = request.columns();
        var rows = request.rows();
        if ((columns == null) != (rows == null)) {
            throw OstlerException.invalid("rows", "both columns and rows, or neither");
        }
        var wanted = columns == null || rows == null ? null : checked(columns, rows);
        synchronized (lock) {
            var room = rooms.computeIfAbsent(id, Room::new);
            room.pin(wanted);
            settle(room, id, true);
            if (room.isForgettable()) {
                rooms.remove(id);
            }
            tell(room);
        }
    }

    private static Size checked(int columns, int rows) {
        requireWithin("columns", columns);
        requireWithin("rows", rows);
        return new Size(columns, rows);
    }

    private static void requireWithin(String field, int value) {
        if (value < 1 || value > 1000) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", field, "rule", "1 to 1000"));
        }
    }

    /** @param anyway whether everybody is told although the size is the same: it may be pinned now, or no more */
    private void settle(Room room, InstanceId id, boolean anyway) {
        boolean changed = room.settle();
        var size = room.size();
        if (size == null || !(changed || anyway)) {
            return;
        }
        if (changed) {
            try {
                engine.resize(id, size.columns(), size.rows());
            } catch (OstlerException e) {
                LOG.debug("The terminal of {} keeps its size", id, e);
            }
        }
        for (var place : room.places()) {
            place.guest.sized(size.columns(), size.rows(), room.isPinned());
        }
        if (changed && !anyway) {
            tell(room);
        }
    }

    private void tell(Room room) {
        var presence = room.presence();
        listeners.forEach(listener -> listener.presence(presence));
    }

    @Override
    public void type(InstanceId id, UserId user, String text, boolean line, boolean onlyAllowed) {
        var definition = definition(id);
        long offset = end(id);
        // Keys without a terminal are lines to the program, and would be lines that nobody is told of.
        boolean isTold = line || !definition.terminal();
        requireFewLines(text);
        try {
            if (onlyAllowed && !(line && definition.console().allows(text))) {
                throw new OstlerException(ErrorCode.COMMAND_DENIED);
            }
            if (line && definition.terminal() && isPlainInput(definition)) {
                engine.input(id, text + "\r", false); // what the key Enter sends
            } else {
                engine.input(id, text, line);
            }
        } catch (OstlerException e) {
            if (isTold && e.code() != ErrorCode.NOT_FOUND) {
                note(id, user, text, offset, e.code().name());
            }
            throw e;
        }
        if (isTold) {
            note(id, user, text, offset, null);
        } else {
            keys.add(id, user, text.codePointCount(0, text.length()));
        }
    }

    /** Each is a note; very many at once would push those of before out of what waits for a panel. */
    private static void requireFewLines(String text) {
        if (text.lines().limit(MOST_LINES + 1L).count() > MOST_LINES) {
            throw OstlerException.invalid("text", "at most " + MOST_LINES + " lines at once");
        }
    }

    private static boolean isPlainInput(InstanceDefinition definition) {
        return definition.console().path().kind() == CommandPath.Kind.INPUT && definition.lineEnd() == LineEnd.LF;
    }

    private InstanceDefinition definition(InstanceId id) {
        return engine.find(id)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .definition();
    }

    private long end(InstanceId id) {
        try {
            return consoles.bounds(id).end();
        } catch (OstlerException e) {
            return 0; // nothing was ever printed
        }
    }

    private void note(InstanceId id, UserId user, String text, long offset, @Nullable String refused) {
        keys.tell(id, user);
        for (var line : TypedText.lines(text)) {
            sent(new Typed(id, user, line, 0, offset, Instant.now(), refused));
        }
    }

    private void noteKeys(InstanceId id, UserId user, int count) {
        sent(new Typed(id, user, null, count, end(id), Instant.now(), null));
    }

    @Override
    public void sent(Typed typed) {
        Typed stamped;
        synchronized (outbox) {
            // Each has a time of its own, by which a panel knows what it was told already.
            lastStamp = Math.max(lastStamp + 1, typed.at().toEpochMilli());
            stamped = new Typed(
                    typed.instance(),
                    typed.user(),
                    typed.text() == null ? null : TypedText.clean(typed.text()),
                    typed.keys(),
                    typed.offset(),
                    Instant.ofEpochMilli(lastStamp),
                    typed.refused());
            outbox.add(stamped);
        }
        listeners.forEach(Listener::sent);
        if (stamped.text() != null && stamped.refused() == null) {
            guests(stamped.instance()).forEach(place -> place.guest.typed(stamped));
        }
    }

    private List<Place> guests(InstanceId id) {
        synchronized (lock) {
            var room = rooms.get(id);
            return room == null ? List.of() : room.places();
        }
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        synchronized (lock) {
            rooms.values().forEach(room -> listener.presence(room.presence()));
            listeners.add(listener);
        }
        if (!outbox.isEmpty()) {
            listener.sent();
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Typed> pending(int most) {
        return outbox.first(most);
    }

    @Override
    public void delivered(int count) {
        outbox.remove(count);
    }

    @Override
    public void changed(InstanceSnapshot snapshot) {
        // The definition is asked for whenever something is typed.
    }

    @Override
    public void removed(InstanceId id, long sequence) {
        synchronized (lock) {
            var room = rooms.get(id);
            if (room != null) {
                room.pin(null);
                if (room.isForgettable()) {
                    rooms.remove(id);
                }
            }
        }
    }
}
