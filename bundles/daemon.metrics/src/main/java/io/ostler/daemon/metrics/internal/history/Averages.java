package io.ostler.daemon.metrics.internal.history;

import java.util.Arrays;

/** Makes one value of several, per measure. Confined to one thread. */
final class Averages {
    private final double[] sums = new double[Measure.COUNT];
    private final double[] weights = new double[Measure.COUNT];
    private final double[] peaks = new double[Measure.COUNT];

    Averages() {
        Arrays.fill(peaks, Double.NEGATIVE_INFINITY);
    }

    void add(float[] values, double weight) {
        for (int i = 0; i < Measure.COUNT; i++) {
            if (!Float.isNaN(values[i])) {
                sums[i] += values[i] * weight;
                weights[i] += weight;
                peaks[i] = Math.max(peaks[i], values[i]);
            }
        }
    }

    /** Not a number when there was none. */
    double value(Measure measure) {
        int i = measure.ordinal();
        if (weights[i] == 0) {
            return Double.NaN;
        }
        return measure.isPeak() ? peaks[i] : sums[i] / weights[i];
    }

    float[] values() {
        var values = new float[Measure.COUNT];
        for (var measure : Measure.values()) {
            values[measure.ordinal()] = (float) value(measure);
        }
        return values;
    }
}
