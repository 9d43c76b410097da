package io.ostler.daemon.settings.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.stream.Pace.Direction;
import io.ostler.model.UserId;
import io.ostler.protocol.NodeSettings;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePaceTest {
    private static final UserId ANN = new UserId("user-0001");
    private static final UserId BOB = new UserId("user-0002");
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE / 64 - SECOND);
    private StoredSettings settings;
    private NodePace pace;

    @BeforeEach
    void setUp() {
        settings = new StoredSettings(data);
        pace = new NodePace(settings, nanos::get);
    }

    private void limit(Long up, Long down, Long upPerUser, Long downPerUser) {
        settings.change(new NodeSettings(up, down, upPerUser, downPerUser, true));
    }

    @Test
    void withoutLimitsNobodyWaits() {
        assertEquals(0, pace.take(ANN, Direction.UPLOAD, Integer.MAX_VALUE));
        assertEquals(0, pace.take(ANN, Direction.DOWNLOAD, Integer.MAX_VALUE));
        assertEquals(1 << 20, pace.portion(ANN, Direction.UPLOAD));
    }

    /** Sleeps as told, sometimes a little longer, as threads do. */
    private double measuredRate(UserId user, Direction direction, int portion, long seconds) {
        var random = new Random(1);
        long begin = nanos.get();
        long bytes = 0;
        while (nanos.get() - begin < seconds * SECOND) {
            bytes += portion;
            long wait = pace.take(user, direction, portion);
            nanos.addAndGet(wait + (random.nextInt(10) == 0 ? random.nextInt(5_000_000) : 0));
        }
        return bytes / ((nanos.get() - begin) / 1e9);
    }

    @Test
    void theSpeedIsExactOverTime() {
        limit(1_000_000L, 16_384L, null, null);
        assertEquals(1_000_000, measuredRate(ANN, Direction.UPLOAD, 16_384, 600), 1_000);
        assertEquals(16_384, measuredRate(ANN, Direction.DOWNLOAD, 4_096, 600), 30);
    }

    @Test
    void roundingDoesNotAddUp() {
        limit(10_000_000_000L, null, null, null);
        for (int i = 0; i < 1_000_000; i++) {
            pace.take(ANN, Direction.UPLOAD, 4_097);
        }
        assertEquals(409_700_000L, pace.take(ANN, Direction.UPLOAD, 0), 10_000);
    }

    @Test
    void smallAndUnevenPortionsAddUpToTheSame() {
        limit(null, null, 777_777L, null);
        assertEquals(777_777, measuredRate(ANN, Direction.UPLOAD, 1_237, 300), 1_000);
        assertEquals(777_777, measuredRate(ANN, Direction.UPLOAD, 999_983, 300), 5_000);
    }

    @Test
    void timeThatNobodyUsedIsNotSaved() {
        limit(1_000_000L, null, null, null);
        nanos.addAndGet(3_600 * SECOND);
        assertEquals(9 * SECOND / 10, pace.take(ANN, Direction.UPLOAD, 1_000_000), 2);
    }

    @Test
    void allTransfersShareTheNodesLimit() {
        limit(1_000_000L, null, null, null);
        assertTrue(pace.take(ANN, Direction.UPLOAD, 600_000) <= 600_000_000L);
        assertEquals(1_200_000_000L, pace.take(BOB, Direction.UPLOAD, 600_000), 2);
        assertEquals(0, pace.take(BOB, Direction.DOWNLOAD, 600_000), "the other direction has a limit of its own");
    }

    @Test
    void aPersonHasALimitWithinTheNodes() {
        limit(1_000_000L, null, 100_000L, null);
        assertEquals(SECOND, pace.take(ANN, Direction.UPLOAD, 100_000), 2);
        assertEquals(2 * SECOND, pace.take(ANN, Direction.UPLOAD, 100_000), 2);
        assertEquals(SECOND, pace.take(BOB, Direction.UPLOAD, 100_000), 2);
        assertEquals(5_000, pace.portion(BOB, Direction.UPLOAD));
    }

    @Test
    void portionsStayUseful() {
        limit(16_384L, 1L << 40, null, null);
        assertEquals(4_096, pace.portion(ANN, Direction.UPLOAD));
        assertEquals(1 << 20, pace.portion(ANN, Direction.DOWNLOAD));
    }

    @Test
    void aChangeHoldsAtOnceForWhatIsOwed() {
        limit(100_000L, null, 100_000L, null);
        assertEquals(10 * SECOND, pace.take(ANN, Direction.UPLOAD, 1_000_000), 2);
        limit(1_000_000L, null, 1_000_000L, null);
        assertEquals(SECOND, pace.take(ANN, Direction.UPLOAD, 0), 100);
        limit(100_000L, null, null, null);
        assertEquals(10 * SECOND, pace.take(ANN, Direction.UPLOAD, 0), 1_000);
        limit(null, null, null, null);
        assertEquals(0, pace.take(ANN, Direction.UPLOAD, 1));
    }

    @Test
    void whoSleepsIsWokenByAChange() throws Exception {
        var real = new NodePace(settings);
        limit(null, 16_384L, null, null);
        var done = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                real.pause(ANN, Direction.DOWNLOAD, 1 << 30);
                done.complete(true);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        // Counted before it sleeps.
        while (real.take(BOB, Direction.DOWNLOAD, 0) == 0) {
            Thread.onSpinWait();
        }
        limit(null, null, null, null);
        assertTrue(done.get(60, SECONDS));
        real.close();
        limit(null, 16_384L, null, null);
        real.pause(ANN, Direction.DOWNLOAD, 1 << 30);
    }

    @Test
    void whoSleepsCanBeInterrupted() throws Exception {
        limit(null, 16_384L, null, null);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> pace.pause(ANN, Direction.DOWNLOAD, 1 << 30));
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        limit(1_000_000L, null, 1_000_000L, null);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        pace.take(ANN, Direction.UPLOAD, 100);
                    }
                });
            }
        }
        assertEquals(4 * SECOND, pace.take(ANN, Direction.UPLOAD, 0), 10);
    }

    @Test
    void peopleWhoAreGoneAreForgotten() {
        var lane = new Lane(null, 100_000L, 0);
        for (int i = 0; i < 5_000; i++) {
            lane.take(new UserId("user-" + (10_000 + i)), 1, i * SECOND);
        }
        assertTrue(lane.people() <= 1_001, "only who owes something or is new");
    }
}
