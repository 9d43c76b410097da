package io.ostler.daemon.console.internal.search;

import java.util.Arrays;

/** Where lines begin and end in a buffer, in order. Confined to one thread. */
final class LineSpans {

    private int[] bounds = new int[256];
    private int count;

    void add(int from, int to) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
    }

    int count() {
        return count;
    }

    int from(int index) {
        return bounds[2 * index];
    }

    int to(int index) {
        return bounds[2 * index + 1];
    }
}
