package io.ostler.protocol;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages about consoles beside their streams. All immutable. */
public final class ConsoleWork {
    private ConsoleWork() {}

    /** Somebody who has the console open. @param writes whether he may type */
    public record Viewer(UserId user, boolean writes, Instant since) {}

    /**
     * All who have it open now; told with each change.
     *
     * @param columns, rows of the terminal, null before anybody's window counted; {@code pinned} whether somebody fixed them
     */
    public record Presence(
            InstanceId instance,
            List<Viewer> viewers,
            @Nullable Integer columns,
            @Nullable Integer rows,
            boolean pinned) {
        public Presence {
            viewers = List.copyOf(viewers);
        }

        public Presence(InstanceId instance, List<Viewer> viewers) {
            this(instance, viewers, null, null, false);
        }
    }

    /**
     * A line that somebody sent.
     *
     * @param text at most 4096 characters, control characters taken out; null for keys typed into a terminal, which are
     *     only counted
     * @param offset of the console at that moment
     * @param refused the code, null when it was sent
     */
    public record Typed(
            InstanceId instance,
            UserId user,
            @Nullable String text,
            int keys,
            long offset,
            Instant at,
            @Nullable String refused) {}

    /**
     * @param text looked for, at most 1000 characters; a regular expression when {@code regex}; blank: any line
     * @param level that lines have at least, {@code info}, {@code warn} or {@code error}; null: any
     * @param after, before when lines were printed, {@code before} not included
     * @param from, to offsets, {@code to} not included; {@code backwards} begins at {@code to}
     * @param limit lines of the answer, 1 to 500
     */
    public record Search(
            InstanceId instance,
            String text,
            boolean regex,
            boolean caseSensitive,
            @Nullable String level,
            @Nullable Instant after,
            @Nullable Instant before,
            @Nullable Long from,
            @Nullable Long to,
            boolean backwards,
            int limit) {}

    /** @param offset of the line's first byte; {@code at} when it was printed, to about a second */
    public record Line(
            long offset, @Nullable Instant at, @Nullable String level, String text) {}

    /** @param next where the search goes on, null: everything was searched; {@code cut}: its time was up */
    public record Found(List<Line> lines, @Nullable Long next, boolean cut) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    public record PlaceRequest(
            InstanceId instance, @Nullable Instant at) {}

    /** What is stored, and where a time begins in it. */
    public record Place(long start, long end, @Nullable Instant first, long offset) {}

    /** @param columns, rows 1 to 1000; both null: the smallest viewer decides again */
    public record PinRequest(
            InstanceId instance,
            @Nullable Integer columns,
            @Nullable Integer rows) {}
}
