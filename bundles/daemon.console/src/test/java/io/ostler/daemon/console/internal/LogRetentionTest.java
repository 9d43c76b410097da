package io.ostler.daemon.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old text is freed on the real disk; what is read is never a hole. */
class LogRetentionTest {

    private static final int MIB = 1 << 20;
    private static final Retention SMALL = new Retention(MIB, 4 * MIB);

    @TempDir
    Path folder;

    private FakeEngine engine;
    private LogConsoles consoles;
    private InstanceId id;

    @BeforeEach
    void open() throws IOException {
        engine = new FakeEngine(folder);
        consoles = new LogConsoles(engine, SMALL, 64);
        id = engine.add();
    }

    @AfterEach
    void close() throws Exception {
        consoles.close();
    }

    @Test
    void anUnwatchedFloodIsBounded() throws Exception {
        append(20 * MIB);
        long start = awaitStart(20L * MIB, Long.MAX_VALUE);
        assertEquals(20L * MIB, consoles.bounds(id).end());
        Await.until("the disk is given back", () -> allocated() <= 2L * MIB);
        var bytes = new byte[1000];
        assertEquals(1000, consoles.read(id, start, bytes));
        assertEquals('x', bytes[0]);
        var error = assertThrows(OstlerException.class, () -> consoles.read(id, start - 1, bytes));
        assertEquals(ErrorCode.RANGE_INVALID, error.code());
    }

    @Test
    void theBeginningSurvivesARestart() throws Exception {
        append(20 * MIB);
        long start = awaitStart(20L * MIB, Long.MAX_VALUE);
        consoles.close();
        consoles = new LogConsoles(engine, SMALL, 64);
        assertEquals(start, consoles.bounds(id).start());
        var viewer = new CollectingViewer();
        viewer.attach(consoles.view(id, 0, viewer));
        Await.until("all that is left", () -> viewer.next() == 20L * MIB);
        assertEquals(List.of("0-" + start), viewer.gaps());
        assertOnlyText(viewer);
    }

    @Test
    void aSlowViewerHoldsTheTextUpToTheHardLimit() throws Exception {
        append(100_000);
        var slow = new CollectingViewer().pause();
        slow.attach(consoles.view(id, 0, slow));
        Await.until("the first block", () -> slow.received() > 0);
        append(3 * MIB);
        Thread.sleep(1500); // more than one look at the sizes
        assertEquals(0, consoles.bounds(id).start());
        append(10 * MIB);
        long seen = slow.next();
        long start = awaitStart(13L * MIB + 100_000, seen);
        slow.resume();
        Await.until("the rest", () -> slow.next() == 13L * MIB + 100_000);
        assertEquals(List.of(seen + "-" + start), slow.gaps());
        assertOnlyText(slow);
    }

    @Test
    void zerosAreNeverServedWhileItIsFreed() throws Exception {
        var viewers = List.of(new CollectingViewer(), new CollectingViewer(), new CollectingViewer());
        viewers.forEach(viewer -> viewer.attach(consoles.view(id, 0, viewer)));
        var slow = new CollectingViewer() {
            @Override
            void handled() {
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.handled();
            }
        };
        slow.attach(consoles.view(id, 0, slow));
        for (int i = 0; i < 60; i++) {
            append(MIB);
        }
        for (var viewer : viewers) {
            Await.until("all", () -> viewer.next() == 60L * MIB);
            assertOnlyText(viewer);
        }
        Await.until("all", () -> slow.next() == 60L * MIB);
        assertOnlyText(slow);
    }

    @Test
    void aLogThatWasReplacedByAShorterOneIsReadFromItsStart() throws Exception {
        append(20 * MIB);
        awaitStart(20L * MIB, Long.MAX_VALUE);
        consoles.close();
        Files.writeString(engine.consoleLog(id), "new");
        consoles = new LogConsoles(engine, SMALL, 64);
        assertEquals(0, consoles.bounds(id).start());
        assertEquals(3, consoles.bounds(id).end());
    }

    /** The last of its moves: a look in the middle of a write moves it too. */
    private long awaitStart(long size, long slowest) {
        return Await.value(
                "the start moves",
                () -> consoles.bounds(id).start(),
                start -> start > 0 && SMALL.startFor(start, size, slowest) == start);
    }

    private static void assertOnlyText(CollectingViewer viewer) {
        assertEquals(List.of(), viewer.faults());
        for (byte b : viewer.bytes()) {
            if (b == 0) {
                throw new AssertionError("a zero was served");
            }
        }
    }

    private void append(int length) throws IOException {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 'x');
        Files.write(engine.consoleLog(id), bytes, StandardOpenOption.APPEND);
    }

    private long allocated() throws Exception {
        var process =
                new ProcessBuilder("stat", "-c", "%b", engine.consoleLog(id).toString()).start();
        var text = new String(process.getInputStream().readAllBytes()).strip();
        assertTrue(process.waitFor() == 0);
        return Long.parseLong(text) * 512;
    }
}
