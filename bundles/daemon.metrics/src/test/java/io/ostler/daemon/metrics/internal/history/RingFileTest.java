package io.ostler.daemon.metrics.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back, whatever a crash left behind. */
class RingFileTest {
    private static final int DAY = 20_000 * 24 * 360; // a midnight, in steps of ten seconds

    @TempDir
    Path folder;

    private Path path;
    private RingFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("deep/a.ring");
        file = new RingFile(path);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        file.write(points(DAY, 3));
        var read = file.read(Tier.FINE, DAY, DAY + 10);
        assertEquals(
                List.of(DAY, DAY + 1, DAY + 2), read.stream().map(Point::step).toList());
        assertEquals(2, read.get(2).values()[0]);
        assertTrue(Float.isNaN(read.get(2).values()[1]));
    }

    @Test
    void coarserTiersAreMadeOfFinerOnes() throws IOException {
        file.write(points(DAY, 4));
        file.write(points(DAY + 4, 8)); // values 0 to 7 again
        var minutes = file.read(Tier.MIDDLE, DAY / 6, DAY / 6 + 1);
        assertEquals((0 + 1 + 2 + 3 + 0 + 1) / 6f, minutes.get(0).values()[0], 1e-6);
        assertEquals((2 + 3 + 4 + 5 + 6 + 7) / 6f, minutes.get(1).values()[0], 1e-6);
        var tens = file.read(Tier.COARSE, DAY / 60, DAY / 60);
        assertEquals(
                (minutes.get(0).values()[0] + minutes.get(1).values()[0]) / 2,
                tens.getFirst().values()[0],
                1e-6);
    }

    @Test
    void peaksStayPeaks() throws IOException {
        var low = values(1);
        low[Measure.CPU_MAX.ordinal()] = 1;
        var high = values(3);
        high[Measure.CPU_MAX.ordinal()] = 9;
        file.write(List.of(new Point(DAY, low), new Point(DAY + 1, high)));
        var minute = file.read(Tier.MIDDLE, DAY / 6, DAY / 6).getFirst();
        assertEquals(2, minute.values()[Measure.CPU.ordinal()]);
        assertEquals(9, minute.values()[Measure.CPU_MAX.ordinal()]);
    }

    @Test
    void theFileNeverGrowsBeyondItsSize() throws IOException {
        for (int i = 0; i < 40; i++) {
            file.write(points(DAY + i * 60, 60));
        }
        long whole = RingFile.start(Tier.COARSE) + (long) Tier.COARSE.slots() * RingFile.POINT_SIZE;
        assertTrue(Files.size(path) <= whole, "" + Files.size(path));
        var read = file.read(Tier.FINE, DAY, DAY + 40 * 60 - 1);
        assertEquals(720, read.size());
        assertEquals(DAY + 40 * 60 - 720, read.getFirst().step());
    }

    @Test
    void aRoundAgoIsNotNow() throws IOException {
        file.write(points(DAY, 5));
        assertEquals(List.of(), file.read(Tier.FINE, DAY + 720, DAY + 725));
    }

    @Test
    void aTornWriteCostsItsPointAlone() throws IOException {
        file.write(points(DAY, 6));
        try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
            raw.seek(RingFile.start(Tier.FINE) + (long) (DAY + 2) % 720 * RingFile.POINT_SIZE + 20);
            raw.write(new byte[] {9, 9, 9});
        }
        var read = file.read(Tier.FINE, DAY, DAY + 5);
        assertEquals(
                List.of(DAY, DAY + 1, DAY + 3, DAY + 4, DAY + 5),
                read.stream().map(Point::step).toList());
        file.write(points(DAY + 6, 1));
        assertEquals(6, file.read(Tier.FINE, DAY, DAY + 6).size());
    }

    @Test
    void aFileThatEndsInTheMiddleIsReadSoFar() throws IOException {
        file.write(points(DAY, 6));
        try (var raw = new RandomAccessFile(path.toFile(), "rw")) {
            raw.setLength(
                    RingFile.start(Tier.FINE) + (long) DAY % 720 * RingFile.POINT_SIZE + RingFile.POINT_SIZE * 2 + 7);
        }
        assertEquals(2, file.read(Tier.FINE, DAY, DAY + 5).size());
        assertEquals(List.of(), file.read(Tier.COARSE, DAY / 60, DAY / 60));
    }

    @Test
    void whatCanNotBeReadIsPutAside() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "something else altogether");
        assertEquals(List.of(), file.read(Tier.FINE, DAY, DAY + 5));
        file.write(points(DAY, 1));
        assertEquals(1, file.read(Tier.FINE, DAY, DAY + 5).size());
        assertEquals("something else altogether", Files.readString(path.resolveSibling("a.ring.unreadable")));
    }

    @Test
    void anEmptyFileOfACrashIsBegunAnew() throws IOException {
        Files.createDirectories(path.getParent());
        Files.createFile(path);
        file.write(points(DAY, 2));
        assertEquals(2, file.read(Tier.FINE, DAY, DAY + 5).size());
    }

    @Test
    void marksAreKeptByTimeAndNeverTwice() throws IOException {
        var at = Instant.ofEpochMilli(1_000_000);
        file.mark(at.plusNanos(999), "started");
        file.mark(at.plusNanos(999), "started");
        file.mark(at.minusMillis(1), "crashed");
        file.mark(at.plusMillis(1), "stopped");
        assertEquals(
                List.of("started", "stopped"),
                file.marks().stream().map(mark -> mark.kind()).toList());
    }

    @Test
    void oldMarksGiveWay() throws IOException {
        for (int i = 0; i < RingFile.MARKS + 20; i++) {
            file.mark(Instant.ofEpochMilli(i), "crashed");
        }
        var marks = file.marks();
        assertEquals(RingFile.MARKS, marks.size());
        assertEquals(Instant.ofEpochMilli(20), marks.getFirst().at());
        assertEquals(Instant.ofEpochMilli(RingFile.MARKS + 19), marks.getLast().at());
    }

    @Test
    void deletingLeavesNothing() throws IOException {
        file.write(points(DAY, 1));
        file.delete();
        file.delete();
        assertFalse(Files.exists(path));
    }

    private static List<Point> points(int first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Point(first + i, values(i)))
                .toList();
    }

    private static float[] values(float cpu) {
        var values = new float[Measure.COUNT];
        Arrays.fill(values, Float.NaN);
        values[0] = cpu;
        return values;
    }
}
