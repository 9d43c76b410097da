package io.ostler.daemon.console.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.console.Consoles.Bounds;
import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Viewers of logs that grow, mostly while they are being looked at. */
class LogConsolesTest {

    private static final Retention ROOMY = new Retention(64 << 20, 512 << 20);

    @TempDir
    Path folder;

    private FakeEngine engine;
    private LogConsoles consoles;
    private InstanceId id;

    @BeforeEach
    void open() throws IOException {
        engine = new FakeEngine(folder);
        consoles = new LogConsoles(engine, ROOMY, 64);
        id = engine.add();
    }

    @AfterEach
    void close() throws Exception {
        consoles.close();
        assertEquals(0, engine.listeners());
    }

    // ---- reading

    @Test
    void boundsAndBytesAreThoseOfTheFile() throws IOException {
        append("hello world");
        assertEquals(new Bounds(0, 11), consoles.bounds(id));
        var target = new byte[5];
        assertEquals(5, consoles.read(id, 6, target));
        assertArrayEquals("world".getBytes(), target);
        assertEquals(1, consoles.read(id, 10, target));
        assertEquals(0, consoles.read(id, 11, target));
        assertEquals(0, consoles.read(id, 1000, target));
    }

    @Test
    void anUnknownInstanceIsNotFound() {
        var unknown = InstanceId.create();
        for (var call : List.<org.junit.jupiter.api.function.Executable>of(
                () -> consoles.bounds(unknown),
                () -> consoles.read(unknown, 0, new byte[1]),
                () -> consoles.view(unknown, 0, new CollectingViewer()))) {
            assertEquals(
                    ErrorCode.NOT_FOUND,
                    assertThrows(OstlerException.class, call).code());
        }
    }

    // ---- viewing

    @Test
    void aViewerGetsWhatIsThereAndThenWhatComes() throws IOException {
        append("one\n");
        var viewer = view(0);
        awaitText(viewer, "one\n");
        append("two\n");
        awaitText(viewer, "one\ntwo\n");
        append("three\n");
        awaitText(viewer, "one\ntwo\nthree\n");
    }

    @Test
    void aViewerThatComesBackGoesOnWhereItStopped() throws IOException {
        append("0123456789");
        var first = view(0);
        awaitText(first, "0123456789");
        first.viewing().close();
        append("abc");
        awaitText(view(first.next()), "abc");
    }

    @Test
    void aNegativeOffsetCountsFromTheEnd() throws IOException {
        append("first line\nsecond line\n");
        awaitText(view(-5), "line\n");
        awaitText(view(-1000), "first line\nsecond line\n");
        awaitText(view(Long.MIN_VALUE), "first line\nsecond line\n");
    }

    @Test
    void anOffsetBehindTheEndIsTheEnd() throws IOException {
        append("abc");
        var viewer = view(1000);
        assertEquals(3, viewer.viewing().position());
        append("def");
        awaitText(viewer, "def");
    }

    @Test
    void nothingMoreComesBeforeTheViewerIsReady() throws Exception {
        var data = random(200_000);
        append(data);
        var viewer = new CollectingViewer().pause();
        viewer.attach(consoles.view(id, 0, viewer));
        Await.until("the first block", () -> viewer.received() > 0);
        int first = viewer.received();
        assertTrue(first <= 64 * 1024);
        assertEquals(first, viewer.viewing().position());
        append(random(1000));
        var other = view(data.length);
        Await.until("the other viewer", () -> other.received() == 1000);
        assertEquals(first, viewer.received());
        viewer.resume();
        Await.until("the rest", () -> viewer.received() == 201_000);
        assertNoFaults(viewer, other);
    }

    @Test
    void aViewerThatNeverReadsDoesNotSlowTheOthers() throws Exception {
        var stuck = new ArrayList<CollectingViewer>();
        for (int i = 0; i < 200; i++) {
            var viewer = new CollectingViewer().pause();
            stuck.add(viewer.attach(consoles.view(id, 0, viewer)));
        }
        var quick = view(0);
        var data = flood(8 << 20);
        Await.until("everything", () -> quick.received() == data.length);
        assertArrayEquals(data, quick.bytes());
        stuck.forEach(viewer -> viewer.viewing().close());
        assertNoFaults(quick);
    }

    @Test
    void aFloodRightAfterTheFirstLookArrivesWholeAtEveryViewer() throws Exception {
        for (int round = 0; round < 30; round++) {
            var log = engine.add();
            var viewers = new ArrayList<CollectingViewer>();
            for (int i = 0; i < 10; i++) {
                var viewer = new CollectingViewer();
                viewers.add(viewer.attach(consoles.view(log, 0, viewer)));
            }
            var data = random(1 << 20);
            try (var file = Files.newOutputStream(engine.consoleLog(log), StandardOpenOption.APPEND)) {
                for (int at = 0; at < data.length; at += 1000) {
                    file.write(data, at, Math.min(1000, data.length - at));
                }
            }
            for (var viewer : viewers) {
                Await.until("everything in round " + round, () -> viewer.received() == data.length);
                assertArrayEquals(data, viewer.bytes());
                viewer.viewing().close();
            }
            assertNoFaults(viewers.toArray(new CollectingViewer[0]));
        }
    }

    @Test
    void linesBetweenFloodsAndPausesAllArrive() throws Exception {
        var viewer = view(0);
        var expected = new StringBuilder();
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            var text = ("line " + i + "\n").repeat(random.nextInt(10) == 0 ? 500 : 1);
            append(text);
            expected.append(text);
            if (random.nextInt(4) == 0) {
                Thread.sleep(random.nextInt(30));
            }
        }
        awaitText(viewer, expected.toString());
    }

    @Test
    void viewersComeAndGoWhileItFloods() throws Exception {
        var data = random(4 << 20);
        var writer = Thread.ofPlatform().start(() -> {
            try (var file = Files.newOutputStream(engine.consoleLog(id), StandardOpenOption.APPEND)) {
                for (int at = 0; at < data.length; at += 500) {
                    file.write(data, at, Math.min(500, data.length - at));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 200; i++) {
            var viewer = view(consoles.bounds(id).end());
            var another = view(0);
            Await.until("something", () -> another.received() > 0);
            viewer.viewing().close();
            another.viewing().close();
            assertNoFaults(viewer, another);
        }
        writer.join();
        var last = view(0);
        Await.until("everything", () -> last.received() == data.length);
        assertArrayEquals(data, last.bytes());
    }

    // ---- ends

    @Test
    void aClosedViewingIsSilent() throws Exception {
        var viewer = view(0);
        append("one");
        awaitText(viewer, "one");
        viewer.viewing().close();
        viewer.viewing().close();
        append("two");
        var other = view(0);
        awaitText(other, "onetwo");
        assertEquals("one", viewer.text());
    }

    @Test
    void aViewingMayBeClosedFromWithin() throws Exception {
        append(random(500_000));
        var viewer = new CollectingViewer() {
            @Override
            void handled() {
                viewing().close();
            }
        };
        viewer.attach(consoles.view(id, 0, viewer));
        Await.until("one output", () -> viewer.received() > 0);
        var other = view(0);
        Await.until("the other has all", () -> other.received() == 500_000);
        assertTrue(viewer.received() <= 64 * 1024);
        assertNoFaults(viewer);
    }

    @Test
    void aRemovedInstanceEndsItsViewers() throws IOException {
        var viewer = view(0);
        var stuck = new CollectingViewer().pause();
        append("text");
        stuck.attach(consoles.view(id, 0, stuck));
        awaitText(viewer, "text");
        Await.until("stuck", () -> stuck.received() == 4);
        engine.remove(id);
        Await.until("the end", () -> "NOT_FOUND".equals(viewer.endReason()));
        Await.until("the end", () -> "NOT_FOUND".equals(stuck.endReason()));
        assertThrows(OstlerException.class, () -> consoles.bounds(id));
    }

    @Test
    void aViewerThatThrowsEndsAlone() throws IOException {
        var broken = new CollectingViewer() {
            @Override
            void handled() {
                throw new IllegalStateException("on purpose");
            }
        };
        broken.attach(consoles.view(id, 0, broken));
        var viewer = view(0);
        append("one\n");
        awaitText(viewer, "one\n");
        append("two\n");
        awaitText(viewer, "one\ntwo\n");
        assertEquals("one\n", broken.text());
    }

    @Test
    void anInterruptedViewerThreadDoesNotBlindTheOthers() throws Exception {
        var viewer = view(0);
        append("one\n");
        awaitText(viewer, "one\n");
        var data = random(300_000);
        var interrupted = new CollectingViewer() {
            @Override
            void handled() {
                Thread.currentThread().interrupt();
                super.handled();
            }
        };
        interrupted.attach(consoles.view(id, 0, interrupted));
        append(data);
        Await.until("all", () -> interrupted.received() == 4 + data.length);
        Await.until("all", () -> viewer.received() == 4 + data.length);
        assertNoFaults(viewer, interrupted);
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        view(0);
        consoles.close();
        Await.until(
                "threads gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t -> t.getName().startsWith("ostler-console")));
        open();
    }

    // ---- words of the tests

    private CollectingViewer view(long from) {
        var viewer = new CollectingViewer();
        return viewer.attach(consoles.view(id, from, viewer));
    }

    private static CollectingViewer awaitText(CollectingViewer viewer, String text) {
        Await.value("text", viewer::text, text::equals);
        assertNoFaults(viewer);
        return viewer;
    }

    private static void assertNoFaults(CollectingViewer... viewers) {
        for (var viewer : viewers) {
            assertEquals(List.of(), viewer.faults());
        }
    }

    private void append(String text) throws IOException {
        append(text.getBytes());
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(engine.consoleLog(id), bytes, StandardOpenOption.APPEND);
    }

    private byte[] flood(int length) throws IOException {
        var data = random(length);
        try (var channel = Files.newByteChannel(engine.consoleLog(id), StandardOpenOption.APPEND)) {
            for (int at = 0; at < length; at += 10_000) {
                channel.write(ByteBuffer.wrap(data, at, Math.min(10_000, length - at)));
            }
        }
        return data;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
