package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.metrics.internal.history.KeptHistory;
import io.ostler.daemon.metrics.internal.history.Measure;
import io.ostler.daemon.metrics.internal.proc.MachineMeter;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes down what the machine uses. Confined to one thread. */
final class NodeSampler {
    private final KeptHistory history;
    private final MachineMeter meter;
    private long before = System.currentTimeMillis();

    NodeSampler(KeptHistory history, Path data) {
        this.history = history;
        this.meter = new MachineMeter(data);
    }

    void sample() {
        var reading = meter.read();
        long now = System.currentTimeMillis();
        if (reading != null) {
            var values = new float[Measure.values().length];
            Arrays.fill(values, Float.NaN);
            values[Measure.CPU.ordinal()] = (float) reading.cpu();
            values[Measure.CPU_MAX.ordinal()] = (float) reading.cpu();
            values[Measure.MEMORY.ordinal()] = reading.memory();
            values[Measure.MEMORY_MAX.ordinal()] = reading.memory();
            values[Measure.DISK.ordinal()] = reading.disk();
            values[Measure.READ.ordinal()] = reading.read();
            values[Measure.WRITTEN.ordinal()] = reading.written();
            values[Measure.RECEIVED.ordinal()] = reading.received();
            values[Measure.SENT.ordinal()] = reading.sent();
            values[Measure.LOAD.ordinal()] = (float) reading.load();
            history.add(values, before, now);
        }
        before = now;
    }
}
