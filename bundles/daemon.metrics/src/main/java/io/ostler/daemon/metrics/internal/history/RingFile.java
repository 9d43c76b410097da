package io.ostler.daemon.metrics.internal.history;

import io.ostler.protocol.Metrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of fixed size with rings of points, one per tier, and one of marks. Each slot carries its number and a check
 * sum, so what was torn is a slot without a value and nothing else. Open only while it is read or written. Callers take
 * care that there is one of them at a time.
 *
 * <p>A slot of points: number of the span, check sum, one float per measure. A slot of marks: number, check sum,
 * milliseconds, kind.
 */
final class RingFile {
    private static final Logger LOG = LoggerFactory.getLogger(RingFile.class);

    private static final long MAGIC = 0x4f53544c4d545231L; // OSTLMTR1
    private static final int MARKS_AT = 64;
    private static final int MARK_SIZE = 24;
    static final int MARKS = 512;
    private static final int POINTS_AT = 16 * 1024;
    static final int POINT_SIZE = 8 + 4 * Measure.COUNT;
    private static final List<String> KINDS = List.of("", "started", "stopped", "crashed", "quota");

    private final Path file;

    RingFile(Path file) {
        this.file = file;
    }

    /** Where a tier's ring begins. */
    static long start(Tier tier) {
        long at = POINTS_AT;
        for (var other : Tier.values()) {
            if (other == tier) {
                break;
            }
            at += (long) other.slots() * POINT_SIZE;
        }
        return at;
    }

    /** Points of the finest tier; the coarser ones are made again of what lies beneath them. */
    void write(Collection<Point> points) throws IOException {
        try (var channel = openToWrite()) {
            for (var point : points) {
                put(channel, Tier.FINE, point);
            }
            raise(channel, points, Tier.FINE, Tier.MIDDLE);
            raise(channel, points, Tier.FINE, Tier.COARSE);
        }
    }

    private static void raise(FileChannel channel, Collection<Point> points, Tier from, Tier to) throws IOException {
        var beneath = to == Tier.COARSE ? Tier.MIDDLE : Tier.FINE;
        int share = (int) (to.stepMillis() / beneath.stepMillis());
        var steps = points.stream()
                .map(point -> to.stepOf(point.step() * from.stepMillis()))
                .distinct()
                .toList();
        for (int step : steps) {
            var averages = new Averages();
            for (var point : read(channel, beneath, step * share, (step + 1) * share - 1)) {
                averages.add(point.values(), 1);
            }
            put(channel, to, new Point(step, averages.values()));
        }
    }

    /** The points of these spans, both ends included, by time. */
    List<Point> read(Tier tier, int first, int last) throws IOException {
        try (var channel = openToRead()) {
            return channel == null ? List.of() : read(channel, tier, first, last);
        }
    }

    private static List<Point> read(FileChannel channel, Tier tier, int first, int last) throws IOException {
        int from = Math.max(first, last - tier.slots() + 1);
        int slot = Math.floorMod(from, tier.slots());
        int count = last - from + 1;
        var points = new ArrayList<Point>();
        int straight = Math.min(count, tier.slots() - slot);
        collect(channel, tier, slot, straight, from, last, points);
        collect(channel, tier, 0, count - straight, from, last, points);
        points.sort(Comparator.comparingInt(Point::step));
        return points;
    }

    private static void collect(
            FileChannel channel, Tier tier, int slot, int count, int first, int last, List<Point> points)
            throws IOException {
        if (count <= 0) {
            return;
        }
        var bytes = bytes(channel, start(tier) + (long) slot * POINT_SIZE, count * POINT_SIZE);
        for (int at = 0; at + POINT_SIZE <= bytes.limit(); at += POINT_SIZE) {
            int step = bytes.getInt(at);
            if (step >= first && step <= last && bytes.getInt(at + 4) == sum(bytes, at, POINT_SIZE)) {
                var values = new float[Measure.COUNT];
                bytes.slice(at + 8, POINT_SIZE - 8).asFloatBuffer().get(values);
                points.add(new Point(step, values));
            }
        }
    }

    private static void put(FileChannel channel, Tier tier, Point point) throws IOException {
        var bytes = ByteBuffer.allocate(POINT_SIZE);
        bytes.putInt(0, point.step());
        for (int i = 0; i < Measure.COUNT; i++) {
            bytes.putFloat(8 + 4 * i, point.values()[i]);
        }
        bytes.putInt(4, sum(bytes, 0, POINT_SIZE));
        write(channel, bytes, start(tier) + (long) Math.floorMod(point.step(), tier.slots()) * POINT_SIZE);
    }

    /** Adds a mark unless one as young is there. */
    void mark(Instant time, String kind) throws IOException {
        var at = Instant.ofEpochMilli(time.toEpochMilli()); // as it is kept
        try (var channel = openToWrite()) {
            var known = marks(channel);
            var last = known.isEmpty() ? null : known.lastEntry();
            if (last != null && !last.getValue().at().isBefore(at)) {
                return;
            }
            int number = last == null ? 1 : last.getKey() + 1;
            var bytes = ByteBuffer.allocate(MARK_SIZE);
            bytes.putInt(0, number);
            bytes.putLong(8, at.toEpochMilli());
            bytes.putInt(16, KINDS.indexOf(kind));
            bytes.putInt(4, sum(bytes, 0, MARK_SIZE));
            write(channel, bytes, MARKS_AT + (long) Math.floorMod(number, MARKS) * MARK_SIZE);
        }
    }

    /** By time. */
    List<Metrics.Mark> marks() throws IOException {
        try (var channel = openToRead()) {
            return channel == null ? List.of() : List.copyOf(marks(channel).values());
        }
    }

    private static TreeMap<Integer, Metrics.Mark> marks(FileChannel channel) throws IOException {
        var marks = new TreeMap<Integer, Metrics.Mark>();
        var bytes = bytes(channel, MARKS_AT, MARKS * MARK_SIZE);
        for (int at = 0; at + MARK_SIZE <= bytes.limit(); at += MARK_SIZE) {
            int number = bytes.getInt(at);
            int kind = bytes.getInt(at + 16);
            if (number > 0 && kind > 0 && kind < KINDS.size() && bytes.getInt(at + 4) == sum(bytes, at, MARK_SIZE)) {
                marks.put(number, new Metrics.Mark(Instant.ofEpochMilli(bytes.getLong(at + 8)), KINDS.get(kind)));
            }
        }
        return marks;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(aside());
    }

    private Path aside() {
        return file.resolveSibling(file.getFileName() + ".unreadable");
    }

    private FileChannel openToWrite() throws IOException {
        var channel = openToRead();
        return channel == null ? begin() : channel;
    }

    /** Null when there is none that can be read. */
    private @Nullable FileChannel openToRead() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isOurs = false;
        try {
            isOurs = bytes(channel, 0, header().limit()).equals(header());
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        if (isOurs) {
            return channel;
        }
        Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("The history {} can't be read and is put aside as {}", file, aside().getFileName());
        return null;
    }

    private FileChannel begin() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        write(channel, header(), 0);
        return channel;
    }

    private static ByteBuffer header() {
        var header = ByteBuffer.allocate(16 + 8 * Tier.values().length);
        header.putLong(MAGIC).putInt(Measure.COUNT).putInt(Tier.values().length);
        for (var tier : Tier.values()) {
            header.putInt((int) tier.stepMillis()).putInt(tier.slots());
        }
        return header.flip();
    }

    /** Of a slot without its check sum. */
    private static int sum(ByteBuffer bytes, int at, int size) {
        var sum = new CRC32();
        sum.update(bytes.slice(at, 4));
        sum.update(bytes.slice(at + 8, size - 8));
        return (int) sum.getValue();
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // goes on until everything is read, or the file ends
        }
        return bytes.flip();
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
    }
}
