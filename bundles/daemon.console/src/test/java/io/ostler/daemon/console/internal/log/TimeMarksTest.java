package io.ostler.daemon.console.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeMarksTest {

    @TempDir
    Path folder;

    private Path log;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        log = Files.createFile(folder.resolve("out.log"));
        file = folder.resolve("out.log.times");
    }

    private void grow(long size) throws IOException {
        try (var raw = new RandomAccessFile(log.toFile(), "rw")) {
            raw.setLength(size);
        }
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Test
    void textHasTheTimeWhenItWasSeen() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        marks.note(0, 500);
        grow(200);
        marks.note(100, 1_000);
        marks.note(150, 1_500); // within the second: none of its own
        marks.note(200, 2_000);
        var table = marks.table();
        assertEquals(2, table.count());
        assertEquals(at(1_000), table.at(99, at(9)));
        assertEquals(at(2_000), table.at(100, at(9)));
        assertEquals(at(9), table.at(200, at(9)));
        assertEquals(0, table.offsetOf(at(0), 7));
        assertEquals(100, table.offsetOf(at(1_001), 7));
        assertEquals(200, table.offsetOf(at(3_000), 7));
    }

    @Test
    void nothingIsWrittenWhileNothingIsPrinted() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        for (int i = 0; i < 100; i++) {
            marks.note(0, i * 10_000L);
        }
        assertTrue(Files.notExists(file));
        grow(10);
        for (int i = 0; i < 100; i++) {
            marks.note(10, 1_000_000 + i * 10_000L);
        }
        assertEquals(TimeMarks.SIZE, Files.size(file));
    }

    @Test
    void whatWasPrintedWhileNoDaemonLookedHasNoTime() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        marks.note(0, 1);
        grow(300);
        marks.note(100, 1_000);
        var next = new TimeMarks(log, () -> 0); // after kill -9: nothing was closed
        next.note(250, 60_000);
        next.note(300, 61_000);
        var table = next.table();
        assertEquals(at(1_000), table.at(0, at(9)));
        assertNull(table.at(100, at(9)));
        assertEquals(at(61_000), table.at(250, at(9)));
        assertNull(table.between(50, 300, 10).get(1).at());
    }

    @Test
    void aTornOrForeignMarkIsLeftOut() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        marks.note(0, 1);
        grow(300);
        marks.note(100, 1_000);
        marks.note(200, 2_000);
        Files.write(file, new byte[TimeMarks.SIZE + 7], StandardOpenOption.APPEND); // zeros after a power cut
        var next = new TimeMarks(log, () -> 0);
        assertEquals(2, next.table().count());
        grow(150); // the log is a shorter one now
        assertEquals(1, new TimeMarks(log, () -> 0).table().count());
        grow(0);
        assertEquals(0, new TimeMarks(log, () -> 0).table().count());
    }

    @Test
    void aClockThatGoesBackDoesNotMixThemUp() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        marks.note(0, 1);
        grow(300);
        marks.note(100, 100_000);
        marks.noteLast(200, 50_000);
        assertEquals(at(100_000), marks.table().at(150, at(9)));
    }

    @Test
    void theSpaceIsFixedAndTheOldGetsCoarser() throws IOException {
        int most = 1000;
        var marks = new TimeMarks(log, () -> 0, most);
        marks.note(0, 1);
        grow(100_000_000);
        for (int i = 1; i <= 50_000; i++) {
            marks.note(i * 10L, i * 1_000L);
            if (i % 777 == 0) {
                assertTrue(Files.size(file) <= (long) most * TimeMarks.SIZE);
            }
        }
        var table = new TimeMarks(log, () -> 0, most).table();
        assertEquals(at(50_000_000), table.at(499_999, at(9)));
        assertEquals(at(49_999_000), table.at(499_989, at(9)));
        for (long offset = 0; offset < 500_000; offset += 5_000) {
            long known = table.at(offset, at(9)).toEpochMilli();
            assertTrue(
                    known > offset * 100 && known <= offset * 100 + 1_000 + (50_000_000 - offset * 100) / 10,
                    offset + " at " + known);
        }
    }

    @Test
    void timesOfWhatIsGoneGoFirst() throws IOException {
        var marks = new TimeMarks(log, () -> 9_000, 1000);
        marks.note(0, 1);
        grow(100_000);
        for (int i = 1; i <= 1001; i++) {
            marks.note(i * 10L, i * 1_000L);
        }
        assertEquals(101, marks.table().count());
        assertEquals(at(901_000), marks.table().at(9_001, at(9)));
    }

    @Test
    void theNewestComeFromMemory() throws IOException {
        var marks = new TimeMarks(log, () -> 0);
        marks.note(0, 1);
        grow(100_000);
        for (int i = 1; i <= 100; i++) {
            marks.note(i * 10L, i * 1_000L);
        }
        assertTrue(marks.recent(5).isEmpty());
        assertEquals(1, marks.recent(990).orElseThrow().between(990, 1000, 5).size());
        assertEquals(5, marks.table().between(0, 1000, 5).size());
        assertEquals(1000, marks.table().between(0, 1000, 5).getLast().offset());
    }
}
