package io.ostler.daemon.link.internal.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.act.ActLog.By;
import io.ostler.daemon.link.internal.calls.FakePanel;
import io.ostler.daemon.link.internal.push.Attachment.Receiver;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Acts.Kind;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.TicketScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActLogServiceTest {
    private static final By BY = new By(
            new Grant("g", TicketScope.SFTP, InstanceId.create(), UserId.create(), "session"), "sftp", "192.0.2.1");

    @TempDir
    private Path data;

    private ActLogService log() {
        return new ActLogService(data, Duration.ofHours(1));
    }

    private static void note(ActLogService log, String path) {
        log.note(BY, Kind.FILE_WRITE, Map.of("path", path), null);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    /** Keeps each number once, as the panel does. */
    private static final class Panel extends FakePanel implements Receiver {
        final List<String> paths = new CopyOnWriteArrayList<>();
        volatile long last;
        volatile @Nullable RuntimeException failure;
        final AtomicLong tries = new AtomicLong();

        @Override
        public CompletableFuture<Done> acted(Acts.Batch batch) {
            tries.incrementAndGet();
            var fails = failure;
            if (fails != null) {
                return CompletableFuture.failedFuture(fails);
            }
            for (int i = 0; i < batch.acts().size(); i++) {
                if (batch.first() + i > last) {
                    last = batch.first() + i;
                    paths.add(batch.acts().get(i).values().getOrDefault("path", "-"));
                }
            }
            return CompletableFuture.completedFuture(new Done());
        }

        @Override
        public PanelApi panel() {
            return this;
        }

        @Override
        public void awaitRoom() {}

        @Override
        public void beat() {}
    }

    @Test
    void whatWasDoneWhileNoPanelWasThereIsToldLaterOverARestart() throws Exception {
        try (var closing = new Closing(log())) {
            note(closing.log, "a");
            note(closing.log, "b");
        }
        var panel = new Panel();
        try (var closing = new Closing(log())) {
            note(closing.log, "c");
            closing.log.first(panel);
            await(() -> panel.paths.size() == 3);
            note(closing.log, "d");
            await(() -> panel.paths.size() == 4);
        }
        try (var closing = new Closing(log())) {
            closing.log.first(panel);
            note(closing.log, "e");
            await(() -> panel.paths.size() == 5);
        }
        assertEquals(List.of("a", "b", "c", "d", "e"), panel.paths);
        assertEquals(5, panel.last);
    }

    @Test
    void aPanelThatFailsHoldsItUpAndOneThatRefusesDoesNot() throws Exception {
        try (var closing = new Closing(log())) {
            var panel = new Panel();
            panel.failure = new OstlerException(ErrorCode.STORAGE_FAILED);
            note(closing.log, "a");
            closing.log.first(panel);
            await(() -> panel.tries.get() > 0);
            panel.failure = null;
            await(() -> panel.paths.equals(List.of("a")));
            panel.failure = OstlerException.invalid("batch", "another");
            long tries = panel.tries.get();
            note(closing.log, "poison");
            await(() -> panel.tries.get() > tries);
            panel.failure = null;
            note(closing.log, "b");
            await(() -> panel.paths.contains("b"));
        }
    }

    @Test
    void aFileThatIsNoneCostsNothingButItself() throws Exception {
        Files.createDirectories(data.resolve("daemon"));
        Files.write(data.resolve("daemon/acts"), new byte[] {'#', 'x', '\n', '{', '\n', (byte) 0xff, 0});
        try (var closing = new Closing(log())) {
            var panel = new Panel();
            note(closing.log, "a");
            closing.log.first(panel);
            await(() -> panel.paths.contains("a"));
        }
    }

    @Test
    void theOldestAreDroppedWhenThereAreTooManyAndTheirNumbersWithThem() {
        try (var spool = new ActSpool(data.resolve("daemon/acts"), 10)) {
            for (int i = 1; i <= 25; i++) {
                spool.add(act("p" + i, Kind.FILE_WRITE));
            }
            assertEquals(16, spool.next().first());
            assertEquals(10, spool.next().acts().size());
        }
        try (var again = new ActSpool(data.resolve("daemon/acts"), 10)) {
            assertEquals(16, again.next().first());
            again.told(16, 4);
            assertEquals("p20", again.next().acts().getFirst().values().get("path"));
        }
    }

    private static Acts.Act act(String path, Kind kind) {
        var grant = BY.grant();
        return new Acts.Act(
                Instant.now(),
                kind,
                grant.instance(),
                grant.user(),
                grant.session(),
                "sftp",
                "",
                Map.of("path", path),
                null);
    }

    @Test
    void whoDoesVeryMuchIsRecordedInSums() {
        var time = new AtomicLong();
        var sums = new Sums(time::get);
        var single = new ArrayList<String>();
        IntStream.range(0, 1000).forEach(i -> {
            if (sums.isSingle(act("p" + i, Kind.FILE_WRITE))) {
                single.add("p" + i);
            }
        });
        assertTrue(sums.isSingle(act("other", Kind.FILE_DELETE)));
        assertEquals(61, single.size());
        var sum = sums.take(Instant.now());
        assertEquals(1, sum.size());
        assertEquals("939", sum.getFirst().values().get("count"));
        assertTrue(sum.getFirst().values().get("paths").startsWith("p61, p62"));
        assertEquals(List.of(), sums.take(Instant.now()));
        time.addAndGet(TimeUnit.MINUTES.toNanos(5));
        assertTrue(sums.isSingle(act("later", Kind.FILE_WRITE)));
    }

    /** For try. */
    private record Closing(ActLogService log) implements AutoCloseable {
        @Override
        public void close() {
            log.close();
        }
    }
}
