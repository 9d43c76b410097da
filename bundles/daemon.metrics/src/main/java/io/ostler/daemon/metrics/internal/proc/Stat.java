package io.ostler.daemon.metrics.internal.proc;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/stat} tells of one process. Immutable.
 *
 * @param own, ended clock ticks of itself, and of the children whose end it has taken note of
 * @param start in clock ticks since the machine's start; with the pid it names a process
 * @param pages resident
 */
record Stat(
        int pid, boolean isDead, int parent, int session, long own, long ended, int threads, long start, long pages) {
    private static final int FIELDS = 22;

    boolean isSame(Stat other) {
        return pid == other.pid && start == other.start;
    }

    /** Null when it can't be understood. The name in brackets may hold brackets and blanks itself. */
    static @Nullable Stat parse(int pid, byte[] line, int length) {
        int at = length - 1;
        while (at >= 0 && line[at] != ')') {
            at--;
        }
        if (at < 0 || at + 4 >= length) {
            return null;
        }
        byte state = line[at + 2];
        var numbers = new long[FIELDS];
        int field = 0;
        long number = 0;
        boolean isNegative = false;
        for (int i = at + 4; i < length && field < FIELDS - 1; i++) {
            byte c = line[i];
            if (c == ' ' || c == '\n') {
                numbers[++field] = isNegative ? -number : number;
                number = 0;
                isNegative = false;
            } else if (c == '-') {
                isNegative = true;
            } else {
                number = number * 10 + (c - '0');
            }
        }
        if (field < FIELDS - 1) {
            return null;
        }
        return new Stat(
                pid,
                state == 'Z' || state == 'X',
                (int) numbers[1],
                (int) numbers[3],
                numbers[11] + numbers[12],
                numbers[13] + numbers[14],
                (int) numbers[17],
                numbers[19],
                numbers[21]);
    }
}
