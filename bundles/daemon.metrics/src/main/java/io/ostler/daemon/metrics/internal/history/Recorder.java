package io.ostler.daemon.metrics.internal.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes points of the finest tier out of samples of any length. Thread-safe, never waits for the disk. */
final class Recorder {
    /** What can't be written for so long is given up, oldest first. */
    private static final int MOST = 60;

    private final List<Point> finished = new ArrayList<>();
    private int step = Integer.MIN_VALUE;
    private @Nullable Averages open;

    /** What was used from one moment to another; a sample that spans several steps counts in each. */
    synchronized void add(float[] values, long from, long to) {
        long step = Tier.FINE.stepMillis();
        long begin = Math.max(from, to - Tier.FINE.stepMillis() * 12);
        for (long at = begin; at < to; ) {
            int number = Tier.FINE.stepOf(at);
            long end = Math.min(to, (number + 1) * step);
            of(number).add(values, end - at);
            if (end == (number + 1) * step) {
                finish();
            }
            at = end;
        }
    }

    private Averages of(int number) {
        var averages = open;
        if (averages == null || number != step) {
            finish();
            averages = new Averages();
            open = averages;
            step = number;
        }
        return averages;
    }

    private void finish() {
        if (open != null) {
            finished.add(new Point(step, open.values()));
            if (finished.size() > MOST) {
                finished.removeFirst();
            }
            open = null;
        }
    }

    /** The points that are complete, and with {@code all} the one in the making. They are told once. */
    synchronized List<Point> take(boolean all) {
        if (all) {
            finish();
        }
        var taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    synchronized void putBack(List<Point> points) {
        finished.addAll(0, points);
        while (finished.size() > MOST) {
            finished.removeFirst();
        }
    }
}
