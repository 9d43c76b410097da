package io.ostler.daemon.api.console;

import io.ostler.model.InstanceId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the consoles of this machine. Thread-safe. A console is an append-only byte stream with absolute offsets that
 * never change; the oldest part may be gone ({@link Bounds#start()}).
 */
@ProviderType
public interface Consoles {

    /** @param start first offset that can be read; {@code end} offset behind the last byte */
    record Bounds(long start, long end) {}

    /** {@code NOT_FOUND} when there is no such instance. */
    Bounds bounds(InstanceId id);

    /**
     * Copies bytes from an offset, at most {@code target.length}; fewer at the end, 0 at it.
     *
     * @throws IOException when the log can't be read
     * @throws io.ostler.model.OstlerException {@code RANGE_INVALID} for an offset before the start, {@code NOT_FOUND}
     */
    int read(InstanceId id, long offset, byte[] target) throws IOException;

    /**
     * Sends everything from {@code from} to the viewer and then whatever comes, until it is closed. A negative
     * {@code from} counts from the end. Where {@code from} lies before the start, the viewer is told of the gap; behind the end it is taken for the end.
     * Does not block.
     */
    Viewing view(InstanceId id, long from, Viewer viewer);

    /**
     * When something was printed: everything behind the mark before and in front of {@code offset}.
     *
     * @param at to about a second, null: while no daemon looked
     */
    record TimeMark(long offset, @Nullable Instant at) {}

    /**
     * The marks behind {@code from} up to the first one at or behind {@code to}, oldest first; with more than
     * {@code most} of them fewer and coarser ones. Blocks for the disk unless {@code from} is younger than half a
     * minute. {@code NOT_FOUND}.
     */
    default List<TimeMark> times(InstanceId id, long from, long to, int most) {
        return List.of();
    }
}
