package io.ostler.daemon.console.internal.log;

import io.ostler.daemon.api.console.Consoles.TimeMark;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Marks of a log's times, by offset and by time. Immutable. */
public final class MarkTable {

    private final long[] offsets;

    /** Negative: not known, printed some time before. */
    private final long[] millis;

    private MarkTable(long[] offsets, long[] millis) {
        this.offsets = offsets;
        this.millis = millis;
    }

    /** When the oldest text at or behind the offset was printed. */
    public @Nullable Instant firstAt(long offset) {
        int index = firstBehind(offset);
        return index == offsets.length ? null : instant(index);
    }

    static MarkTable of(ByteBuffer marks, int count) {
        int complete = Math.min(count, marks.remaining() / TimeMarks.SIZE);
        var offsets = new long[complete];
        var millis = new long[complete];
        for (int i = 0; i < complete; i++) {
            offsets[i] = marks.getLong();
            millis[i] = marks.getLong();
        }
        return new MarkTable(offsets, millis);
    }

    int count() {
        return offsets.length;
    }

    byte[] bytes() {
        var bytes = ByteBuffer.allocate(offsets.length * TimeMarks.SIZE);
        for (int i = 0; i < offsets.length; i++) {
            bytes.putLong(offsets[i]).putLong(millis[i]);
        }
        return bytes.array();
    }

    /** When the byte at the offset was printed; null when nobody looked. What has no mark yet was printed now. */
    public @Nullable Instant at(long offset, Instant now) {
        int index = firstBehind(offset);
        return index == offsets.length ? now : instant(index);
    }

    /** Offset of the first text printed at that time or later; {@code end} when no time is known. */
    public long offsetOf(Instant time, long end) {
        long wanted = clamped(time);
        int low = 0;
        int high = offsets.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Math.abs(millis[middle]) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (offsets.length == 0) {
            return end;
        }
        return low == 0 ? 0 : offsets[low - 1];
    }

    /** Those behind {@code from} up to the first at or behind {@code to}. */
    public List<TimeMark> between(long from, long to, int most) {
        int first = firstBehind(from);
        int end = Math.min(offsets.length, firstBehind(to - 1) + 1);
        int step = Math.max(1, Math.ceilDiv(end - first, Math.max(1, most)));
        var marks = new ArrayList<TimeMark>();
        for (int i = first; i < end; i += step) {
            // the last of each group, so that the newest is always among them
            int index = Math.min(end - 1, i + step - 1);
            marks.add(new TimeMark(offsets[index], instant(index)));
        }
        return marks;
    }

    /**
     * At most so many, without those of text before {@code start}: of the others those go that stand closest to their
     * neighbours for their age, so that old times get coarser and none is lost altogether.
     */
    MarkTable thinned(int most, long start) {
        int first = Math.min(firstBehind(start), Math.max(0, offsets.length - 1));
        int tooMany = offsets.length - first - most;
        double limit = tooMany <= 0 ? -1 : densest(first, tooMany);
        var keptOffsets = new long[offsets.length];
        var keptMillis = new long[offsets.length];
        int kept = 0;
        boolean wasKept = false;
        for (int i = first; i < offsets.length; i++) {
            boolean isDropped = wasKept && tooMany > 0 && closeness(i) <= limit;
            if (!isDropped) {
                keptOffsets[kept] = offsets[i];
                keptMillis[kept++] = millis[i];
            } else {
                tooMany--;
            }
            wasKept = !isDropped;
        }
        return new MarkTable(Arrays.copyOf(keptOffsets, kept), Arrays.copyOf(keptMillis, kept));
    }

    /** Two neighbours never go at once, so twice as many are chosen from. */
    private double densest(int first, int tooMany) {
        var all = new double[offsets.length - first];
        for (int i = 0; i < all.length; i++) {
            all[i] = closeness(first + i);
        }
        Arrays.sort(all);
        return all[Math.min(all.length - 1, 2 * tooMany)];
    }

    /** Small for those that can go; not known times stay. */
    private double closeness(int index) {
        if (index == 0 || index == offsets.length - 1 || millis[index] <= 0 || millis[index + 1] <= 0) {
            return Double.MAX_VALUE;
        }
        double age = Math.abs(millis[offsets.length - 1]) - millis[index] + 1000.0;
        return (millis[index + 1] - Math.abs(millis[index - 1])) / age;
    }

    private int firstBehind(long offset) {
        int index = Arrays.binarySearch(offsets, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    private @Nullable Instant instant(int index) {
        return millis[index] > 0 ? Instant.ofEpochMilli(millis[index]) : null;
    }

    private static long clamped(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
