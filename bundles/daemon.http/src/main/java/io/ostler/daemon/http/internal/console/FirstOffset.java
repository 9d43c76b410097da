package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Consoles.Bounds;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.io.IOException;

/** Finds the offset at which a viewer's output begins. */
final class FirstOffset {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final long USUAL_HISTORY = 64 * 1024;

    private FirstOffset() {}

    /**
     * A viewer that returns goes on where it was. One that is ahead of the console has seen another one, and begins anew
     * like those that ask for the last bytes: at the start of a line.
     */
    static long find(Consoles consoles, InstanceId instance, Bounds bounds, long wanted) throws IOException {
        if (wanted >= 0 && wanted <= bounds.end()) {
            return wanted;
        }
        long history = wanted < 0 ? Math.max(wanted, -Long.MAX_VALUE) : -USUAL_HISTORY;
        long from = Math.max(bounds.start(), bounds.end() + history);
        return from == bounds.start() ? from : nextLine(consoles, instance, from, bounds.end());
    }

    private static long nextLine(Consoles consoles, InstanceId instance, long from, long end) throws IOException {
        var bytes = new byte[(int) Math.min(LONGEST_LINE, end - from + 1)];
        int count = readFrom(consoles, instance, from - 1, bytes); // the byte before may be the end of a line
        for (int i = 0; i < count && from + i < end; i++) {
            if (bytes[i] == '\n') {
                return from + i;
            }
        }
        return from;
    }

    /** Nothing when that part was let go meanwhile: the viewer is told of the gap later. */
    private static int readFrom(Consoles consoles, InstanceId instance, long offset, byte[] bytes) throws IOException {
        try {
            return consoles.read(instance, offset, bytes);
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.RANGE_INVALID) {
                return 0;
            }
            throw e;
        }
    }
}
