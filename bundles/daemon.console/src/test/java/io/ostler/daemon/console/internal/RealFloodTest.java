package io.ostler.daemon.console.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.model.InstanceId;
import io.ostler.protocol.ConsoleWork;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs that print as fast as they can, into a small log. */
class RealFloodTest {

    private static final long MIB = 1 << 20;
    private static final Retention SMALL = new Retention(8 * MIB, 16 * MIB);

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

    @ParameterizedTest
    @ValueSource(strings = {"exec cat /dev/zero", "exec yes", "exec cat /dev/urandom"})
    void theDiskIsBoundedAndTheRestIsServed(String command) throws Exception {
        var log = engine.consoleLog(id);
        var flood = new ProcessBuilder("sh", "-c", command + " >>" + log).start();
        try {
            // the first looks may come late; from then on it is held
            Await.until("held for the first time", () -> consoles.bounds(id).start() > 0 && allocated() < 512 * MIB);
            long before = consoles.bounds(id).start();
            Await.until("held on", () -> consoles.bounds(id).start() > before + 200 * MIB);
            var viewer = new CollectingViewer();
            var viewing = consoles.view(id, 0, viewer);
            viewer.attach(viewing);
            Await.until("a gap with its size", () -> !viewer.gaps().isEmpty() && viewer.received() > 0);
            assertTrue(viewer.gaps().getFirst().startsWith("0-"));
            viewing.close();
            assertNotNull(consoles.times(id, 0, Long.MAX_VALUE, 10).getFirst().at());
        } finally {
            flood.destroyForcibly();
            assertTrue(flood.waitFor(60, TimeUnit.SECONDS));
        }
        Await.until("back within the limit", () -> allocated() <= 11 * MIB);
        var bounds = consoles.bounds(id);
        assertTrue(bounds.end() - bounds.start() <= 11 * MIB);
    }

    @Test
    void aFloodIsSearchedWhileItRuns() throws Exception {
        var flood = new ProcessBuilder("sh", "-c", "exec yes needle >>" + engine.consoleLog(id)).start();
        try {
            Await.until("something", () -> consoles.bounds(id).end() > MIB);
            // what a search began with may be gone before it gets there
            var lines = Await.value(
                    "a line is found",
                    () -> consoles.search(new ConsoleWork.Search(
                                    id, "needle", false, true, null, null, null, null, null, true, 100))
                            .lines(),
                    found -> !found.isEmpty());
            assertEquals("needle", lines.getFirst().text());
        } finally {
            flood.destroyForcibly();
            assertTrue(flood.waitFor(60, TimeUnit.SECONDS));
        }
    }

    private long allocated() throws Exception {
        var stat = new ProcessBuilder("stat", "-c", "%b", engine.consoleLog(id).toString()).start();
        var text = new String(stat.getInputStream().readAllBytes()).strip();
        assertEquals(0, stat.waitFor());
        return Files.exists(folder) ? Long.parseLong(text) * 512 : 0;
    }
}
