package io.ostler.daemon.console.internal.search;

import io.ostler.daemon.console.internal.log.StoredLog;
import java.io.IOException;
import java.io.OutputStream;

/** Copies a stretch of a log, leaving out what was let go meanwhile. */
public final class LogCopy {

    private static final int PART = 64 * 1024;

    private LogCopy() {}

    public static void copy(StoredLog log, long from, long to, OutputStream out) throws IOException {
        var bounds = log.bounds();
        long end = Math.min(to, bounds.end());
        var bytes = new byte[PART];
        for (long at = Math.max(from, bounds.start()); at < end; ) {
            int count = log.read(at, bytes);
            if (count < 0) {
                at = log.start();
                continue;
            }
            if (count == 0) {
                return;
            }
            int wanted = (int) Math.min(count, end - at);
            out.write(bytes, 0, wanted);
            at += wanted;
        }
    }
}
