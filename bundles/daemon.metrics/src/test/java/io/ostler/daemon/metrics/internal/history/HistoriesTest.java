package io.ostler.daemon.metrics.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get to see of what was written down. */
class HistoriesTest {
    private static final InstanceId ID = InstanceId.create();
    private static final InstanceId TWO = InstanceId.create();

    @TempDir
    Path folder;

    private Histories histories;
    private final long now = Instant.now().toEpochMilli() / 600_000 * 600_000;

    @BeforeEach
    void open() {
        histories = new Histories(folder);
    }

    @Test
    void whatWasNotMeasuredIsAGap() {
        add(now - 60_000, now - 40_000, 1);
        add(now - 20_000, now, 3);
        var cpu = cpu(read(now - 60_000, now, 6));
        assertEquals(Arrays.asList(1.0, 1.0, null, null, 3.0, 3.0), cpu);
    }

    @Test
    void onlyWhatWasMeasuredIsTold() {
        add(now - 20_000, now, 3);
        var names = read(now - 60_000, now, 6).series().stream()
                .map(Metrics.Series::name)
                .toList();
        assertEquals(List.of("cpu"), names);
    }

    @Test
    void whatIsNotYetOnDiskIsThereToo() throws IOException {
        add(now - 30_000, now + 5000, 2);
        assertEquals(
                3,
                cpu(read(now - 60_000, now, 6)).stream()
                        .filter(Objects::nonNull)
                        .count());
        assertTrue(Files.exists(folder.resolve(ID.value() + ".ring")));
    }

    @Test
    void anotherLifeOfTheDaemonGoesOn() {
        add(now - 60_000, now - 30_000, 1);
        histories.flush(true);
        histories = new Histories(folder);
        add(now - 30_000, now, 3);
        histories.flush(true);
        assertEquals(List.of(2.0), cpu(read(now - 60_000, now, 1)));
    }

    @Test
    void fewPointsOfALongRangeAreAverages() {
        for (long at = now - 3_600_000; at < now; at += 10_000) {
            add(at, at + 10_000, 0.5f);
            histories.flush(true);
        }
        var history = read(now - 3_600_000, now, 7);
        assertTrue(history.series().getFirst().values().size() <= 8);
        assertEquals(0.5, Objects.requireNonNull(cpu(history).get(3)));
        assertEquals(0, history.stepMillis() % 10_000);
    }

    @Test
    void aMonthIsToldInTensOfMinutes() {
        add(now - 60_000, now, 4);
        histories.flush(true);
        var history = read(now - Duration.ofDays(30).toMillis() + 1, now, 2000);
        assertTrue(history.stepMillis() >= 600_000);
        assertEquals(
                4.0, cpu(history).stream().filter(Objects::nonNull).findFirst().orElseThrow());
    }

    @Test
    void marksBelongToTheirRange() {
        histories.of(ID).mark(Instant.ofEpochMilli(now - 90_000), "started");
        histories.of(ID).mark(Instant.ofEpochMilli(now - 30_000), "crashed");
        var marks = read(now - 60_000, now, 10).marks();
        assertEquals(List.of("crashed"), marks.stream().map(Metrics.Mark::kind).toList());
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        assertInvalid(now, now, 10);
        assertInvalid(now, now - 1000, 10);
        assertInvalid(now - 1000, now, 0);
        assertInvalid(now - 1000, now, 2001);
        assertInvalid(now + 3_600_000, now + 7_200_000, 10);
        assertInvalid(0, 1000, 10);
    }

    @Test
    void endlessRangesAreCutToWhatIsKept() {
        add(now - 60_000, now, 4);
        var history = histories.read(histories.of(ID), new Metrics.HistoryRequest(ID, Instant.MIN, Instant.MAX, 2000));
        assertTrue(history.series().getFirst().values().size() <= 2001);
    }

    @Test
    void aLongSampleCountsInEachStep() {
        add(now - 60_000, now, 2);
        assertEquals(
                6,
                cpu(read(now - 60_000, now, 6)).stream()
                        .filter(Objects::nonNull)
                        .count());
    }

    @Test
    void aDeletedInstanceTakesItsHistoryAlong() {
        add(now - 60_000, now, 2);
        histories.flush(true);
        histories.remove(ID);
        histories.flush(true);
        assertTrue(!Files.exists(folder.resolve(ID.value() + ".ring")));
    }

    @Test
    void whatBelongsToNobodyGoesWhenItIsOld() throws IOException {
        add(now - 60_000, now, 2);
        histories.node().add(values(1), now - 60_000, now);
        histories.of(TWO).add(values(1), now - 60_000, now);
        histories.flush(true);
        var old = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
        for (var name : List.of(ID.value() + ".ring", "node.ring")) {
            Files.setLastModifiedTime(folder.resolve(name), old);
        }
        histories.tidyUp(Set.of());
        assertTrue(!Files.exists(folder.resolve(ID.value() + ".ring")));
        assertTrue(Files.exists(folder.resolve(TWO.value() + ".ring")));
        assertTrue(Files.exists(folder.resolve("node.ring")));
    }

    @Test
    void aDiskThatRefusesCostsAGapAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("metrics"), "no folder");
        histories = new Histories(folder.resolve("metrics"));
        add(now - 60_000, now - 30_000, 1);
        histories.flush(true);
        Files.delete(folder.resolve("metrics"));
        add(now - 30_000, now, 1);
        histories.flush(true);
        assertEquals(
                6,
                cpu(read(now - 60_000, now, 6)).stream()
                        .filter(Objects::nonNull)
                        .count());
    }

    private void assertInvalid(long from, long to, int points) {
        var error = assertThrows(OstlerException.class, () -> read(from, to, points));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
    }

    private void add(long from, long to, float cpu) {
        histories.of(ID).add(values(cpu), from, to);
    }

    private static float[] values(float cpu) {
        var values = new float[Measure.COUNT];
        Arrays.fill(values, Float.NaN);
        values[Measure.CPU.ordinal()] = cpu;
        return values;
    }

    private Metrics.History read(long from, long to, int points) {
        return histories.read(
                histories.of(ID),
                new Metrics.HistoryRequest(ID, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), points));
    }

    private static List<Double> cpu(Metrics.History history) {
        return history.series().stream()
                .filter(series -> series.name().equals("cpu"))
                .findFirst()
                .orElseThrow()
                .values();
    }
}
