package io.ostler.daemon.console.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When which part of a log was printed: a file of marks beside the log, 16 bytes each, at most one a second and none
 * while nothing is printed. Its space is fixed: when it is full, old times get coarser. Nothing is flushed: after
 * {@code kill -9} all is there, after a power cut what isn't a mark is not taken for one. Thread-safe.
 */
public final class TimeMarks {

    static final int SIZE = 16;
    static final int MOST = 64 * 1024;
    private static final long EVERY_MILLIS = 1000;
    private static final int RECENT = 32;
    private static final Logger LOG = LoggerFactory.getLogger(TimeMarks.class);

    private final Path log;
    private final Path file;
    private final LongSupplier start;
    private final int most;
    private final ArrayDeque<Mark> recent = new ArrayDeque<>();
    private boolean isOpen;
    private boolean hasLooked;
    private Mark last = Mark.NONE;
    private int count;

    /** @param isKnown whether the daemon looked when what is before the offset was printed */
    record Mark(long offset, long millis, boolean isKnown) {
        static final Mark NONE = new Mark(0, 0, true);

        static Mark read(ByteBuffer from) {
            long offset = from.getLong();
            long millis = from.getLong();
            return new Mark(offset, Math.abs(millis), millis > 0);
        }

        void write(ByteBuffer to) {
            to.putLong(offset).putLong(isKnown ? millis : -millis);
        }
    }

    /** @param start where what is still stored of the log begins */
    public TimeMarks(Path log, LongSupplier start) {
        this(log, start, MOST);
    }

    TimeMarks(Path log, LongSupplier start, int most) {
        this.log = log;
        this.start = start;
        this.most = most;
        file = log.resolveSibling(log.getFileName() + ".times");
    }

    /** The log is so long now. Cheap when it was before, or when the last mark is younger than a second. */
    public void note(long size, long nowMillis) {
        note(size, nowMillis, false);
    }

    /** As {@link #note(long, long)}, with the last mark of any age: nobody may look again for long. */
    public void noteLast(long size, long nowMillis) {
        note(size, nowMillis, true);
    }

    private synchronized void note(long size, long nowMillis, boolean isLast) {
        boolean isFirstLook = !hasLooked;
        if (!isFirstLook && size == last.offset) {
            return;
        }
        try {
            open(size);
            hasLooked = true;
            if (size <= last.offset || !isFirstLook && !isLast && nowMillis - last.millis < EVERY_MILLIS) {
                return;
            }
            add(new Mark(size, Math.max(Math.max(nowMillis, last.millis), 1), !isFirstLook));
        } catch (NoSuchFileException e) {
            LOG.debug("A log is gone before its time was noted");
        } catch (IOException e) {
            LOG.warn("The times of the console {} can't be kept", log, e);
        }
    }

    /** All marks of what is still stored. */
    public synchronized MarkTable table() throws IOException {
        open(Files.size(log));
        return MarkTable.of(ByteBuffer.wrap(count == 0 ? new byte[0] : Files.readAllBytes(file)), count);
    }

    /** As {@link #table}, of the newest half minute at least, from memory; empty when that doesn't reach back to it. */
    public synchronized Optional<MarkTable> recent(long from) {
        boolean reaches = isOpen && (count == recent.size() || !recent.isEmpty() && recent.getFirst().offset <= from);
        if (!reaches) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(recent.size() * SIZE);
        recent.forEach(mark -> mark.write(bytes));
        return Optional.of(MarkTable.of(bytes.flip(), recent.size()));
    }

    /** Finds where the marks end; what lies behind the log's end belongs to another one. */
    private void open(long size) throws IOException {
        if (isOpen) {
            return;
        }
        if (Files.exists(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                int complete = (int) Math.min(channel.size() / SIZE, 2L * most);
                var end = read(channel, complete - 1, Math.min(1, complete));
                count = complete > 0 && isOf(end, size) ? complete : validate(channel, complete, size);
                last = count == 0 ? Mark.NONE : Mark.read(read(channel, count - 1, 1));
                channel.truncate((long) count * SIZE);
            }
        }
        isOpen = true;
    }

    private static boolean isOf(ByteBuffer mark, long size) {
        var read = Mark.read(mark);
        return read.offset > 0 && read.offset <= size && read.millis > 0;
    }

    private static int validate(FileChannel channel, int complete, long size) throws IOException {
        var bytes = read(channel, 0, complete);
        var before = Mark.NONE;
        int valid = 0;
        while (bytes.hasRemaining()) {
            var mark = Mark.read(bytes);
            if (mark.offset <= before.offset || mark.offset > size || mark.millis < before.millis) {
                break;
            }
            before = mark;
            valid++;
        }
        return valid;
    }

    private static ByteBuffer read(FileChannel channel, int first, int marks) throws IOException {
        var bytes = ByteBuffer.allocate(marks * SIZE);
        while (bytes.hasRemaining() && channel.read(bytes, (long) first * SIZE + bytes.position()) > 0) {
            continue;
        }
        return bytes.flip();
    }

    private void add(Mark mark) throws IOException {
        if (count >= most) {
            thin();
        }
        var bytes = ByteBuffer.allocate(SIZE);
        mark.write(bytes);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes.flip(), (long) count * SIZE);
        }
        count++;
        last = mark;
        recent.addLast(mark);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    private void thin() throws IOException {
        var thinner = table().thinned(most * 3 / 4, start.getAsLong());
        if (thinner.count() == count) { // nearly all of them stand for times that nobody knows
            thinner = MarkTable.of(ByteBuffer.allocate(0), 0);
        }
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, thinner.bytes());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        count = thinner.count();
    }
}
