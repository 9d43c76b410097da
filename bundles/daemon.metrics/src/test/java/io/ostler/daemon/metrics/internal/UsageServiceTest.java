package io.ostler.daemon.metrics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Metrics;
import io.ostler.testkit.instance.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, with real processes and a quick pace. */
@Tag("slow")
class UsageServiceTest {
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(50));

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final InstanceId id = InstanceId.create();
    private final List<Process> started = new ArrayList<>();
    private UsageService usage;

    @BeforeEach
    void open() {
        usage = new UsageService(engine.engine, engine, data, QUICK);
    }

    @AfterEach
    void close() throws Exception {
        started.forEach(Process::destroyForcibly);
        usage.close();
    }

    @Test
    void aRunningInstanceIsSampledUntilItEnds() throws Exception {
        var told = new CopyOnWriteArrayList<Metrics.Samples>();
        try (var listening = usage.listen(told::add)) {
            run();
            var samples = Await.value(
                    "samples came",
                    () -> told.stream().flatMap(each -> each.samples().stream()).toList(),
                    found -> found.size() >= 3);
            var sample = samples.getLast();
            assertEquals(id, sample.instance());
            assertEquals(1, sample.processes());
            assertTrue(sample.memory() > 0);
        }
        Await.until(
                "the folder is measured",
                () -> usage.latest().samples().stream()
                        .anyMatch(sample -> Long.valueOf(12_345).equals(sample.disk())));
        end(0, true);
        Await.until("nothing is told of it", () -> usage.latest().samples().isEmpty());
    }

    @Test
    void whatWasSampledIsKeptAcrossDaemons() throws Exception {
        run();
        Await.until("samples came", () -> !usage.latest().samples().isEmpty());
        end(3, false);
        usage.close();
        usage = new UsageService(engine.engine, engine, data, QUICK);
        Await.until("marks are there", () -> history().marks().size() == 2);
        var history = history();
        assertEquals(
                List.of("started", "crashed"),
                history.marks().stream().map(Metrics.Mark::kind).toList());
        assertTrue(history.series().stream()
                .filter(series -> series.name().equals("memory"))
                .flatMap(series -> series.values().stream())
                .anyMatch(value -> value != null && value > 0));
    }

    @Test
    void anEndWhileTheDaemonWasAwayIsMarked() throws Exception {
        run();
        Await.until("a mark is there", () -> history().marks().size() == 1);
        usage.close();
        engine.tell(id, new InstanceState.Crashed(exit(1, false)));
        usage = new UsageService(engine.engine, engine, data, QUICK);
        Await.until("both marks are there", () -> history().marks().size() == 2);
    }

    @Test
    void theNodeHasAHistoryWhileNothingRuns() throws Exception {
        Await.until("the node was looked at", () -> {
            var now = Instant.now();
            var history = usage.history(new Metrics.HistoryRequest(null, now.minusSeconds(60), now.plusSeconds(5), 7));
            return history.series().stream().anyMatch(series -> series.name().equals("load"));
        });
        assertEquals(List.of(), usage.latest().samples());
    }

    @Test
    void aDeletedInstanceIsForgotten() throws Exception {
        run();
        var file = data.resolve("metrics/" + id.value() + ".ring");
        Await.until("it has a file", () -> java.nio.file.Files.exists(file));
        end(0, true);
        engine.remove(id);
        Await.until("the file is gone", () -> !java.nio.file.Files.exists(file));
        var error = assertThrows(OstlerException.class, this::history);
        assertEquals(ErrorCode.NOT_FOUND, error.code());
    }

    @Test
    void whatOutgrowsItsQuotaIsStopped() throws Exception {
        engine.usage = new Files.Usage(30_000, 20_000L, 0, 5_000, 1L << 40);
        run();
        Await.until("it was ended for that", () -> engine.powered.contains(id + " QUOTA"));
        Await.until(
                "that is marked",
                () -> history().marks().stream().anyMatch(m -> m.kind().equals("quota")));
    }

    @Test
    void trashIsNoReasonToStop() throws Exception {
        engine.usage = new Files.Usage(30_000, 20_000L, 6_000, 5_000, 1L << 40);
        run();
        Await.until(
                "the folder is measured",
                () -> usage.latest().samples().stream().anyMatch(sample -> sample.disk() != null));
        assertFalse(engine.powered.contains(id + " QUOTA"));
    }

    @Test
    void lookingTakesAHundredthAtMost() {
        assertEquals(Duration.ofSeconds(5), Pace.NORMAL.after(Duration.ofMillis(20)));
        assertEquals(Duration.ofSeconds(20), Pace.NORMAL.after(Duration.ofMillis(200)));
        assertEquals(Duration.ofMinutes(1), Pace.NORMAL.after(Duration.ofSeconds(30)));
    }

    private void run() throws Exception {
        var process = new ProcessBuilder("sleep", "600").start();
        started.add(process);
        engine.tell(id, new InstanceState.Running(Instant.now().minusMillis(1), process.pid()));
    }

    private void end(int code, boolean requested) {
        started.forEach(Process::destroyForcibly);
        var exit = exit(code, requested);
        engine.tell(id, requested ? new InstanceState.Stopped(exit) : new InstanceState.Crashed(exit));
    }

    private static ExitInfo exit(int code, boolean requested) {
        return new ExitInfo(code, null, Instant.now().plusMillis(1), Duration.ofSeconds(1), requested);
    }

    private Metrics.History history() {
        var now = Instant.now();
        return usage.history(new Metrics.HistoryRequest(id, now.minusSeconds(300), now.plusSeconds(5), 100));
    }
}
