package io.ostler.daemon.metrics.internal.history;

import io.ostler.protocol.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history of one instance, or of the node. Thread-safe; adding never waits for the disk, the rest does. */
public final class KeptHistory {
    private static final Logger LOG = LoggerFactory.getLogger(KeptHistory.class);

    private final RingFile file;
    private final Recorder recorder = new Recorder();
    private boolean isFailing;

    KeptHistory(Path file) {
        this.file = new RingFile(file);
    }

    public void add(float[] values, long from, long to) {
        recorder.add(values, from, to);
    }

    /** Writes what is complete; with {@code all} also the last point, because nothing follows. */
    public synchronized void flush(boolean all) {
        var points = recorder.take(all);
        if (points.isEmpty()) {
            return;
        }
        try {
            file.write(points);
            isFailing = false;
        } catch (IOException e) {
            recorder.putBack(points);
            failed(e);
        }
    }

    public synchronized void mark(Instant at, String kind) {
        try {
            file.mark(at, kind);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn("A history of what was used can't be written; it has a gap until that is possible again", e);
        }
    }

    synchronized void delete() throws IOException {
        recorder.take(true);
        file.delete();
    }

    /** @param from, to milliseconds since 1970, {@code from} the earlier one */
    synchronized Metrics.History read(long from, long to, int points, long now) throws IOException {
        flush(false);
        long wanted = Math.max(1, Math.ceilDiv(to - from, (long) points));
        var tier = Tier.of(now - from, wanted);
        long step = Math.max(1, Math.ceilDiv(wanted, tier.stepMillis())) * tier.stepMillis();
        long first = Math.floorDiv(from, step) * step;
        int count = Math.toIntExact(Math.ceilDiv(to - first, step));
        var averages = new @Nullable Averages[count];
        for (var point : file.read(tier, tier.stepOf(first), tier.stepOf(to - 1))) {
            int index = (int) ((point.step() * tier.stepMillis() - first) / step);
            var sum = averages[index];
            if (sum == null) {
                sum = new Averages();
                averages[index] = sum;
            }
            sum.add(point.values(), 1);
        }
        var marks = file.marks().stream()
                .filter(mark -> mark.at().toEpochMilli() >= from && mark.at().toEpochMilli() < to)
                .toList();
        return new Metrics.History(Instant.ofEpochMilli(first), step, series(averages), marks);
    }

    private static List<Metrics.Series> series(@Nullable Averages[] averages) {
        var all = new ArrayList<Metrics.Series>();
        for (var measure : Measure.values()) {
            var values = Arrays.stream(averages)
                    .<@Nullable Double>map(average -> value(average, measure))
                    .toList();
            if (values.stream().anyMatch(value -> value != null)) {
                all.add(new Metrics.Series(measure.text(), values));
            }
        }
        return all;
    }

    private static @Nullable Double value(@Nullable Averages average, Measure measure) {
        double value = average == null ? Double.NaN : average.value(measure);
        return Double.isNaN(value) ? null : (Double) measure.rounded(value);
    }
}
