package io.ostler.daemon.console.internal;

import java.io.IOException;

/** Finds a place near an offset where a line begins, so that a console doesn't open in the middle of a word. */
final class LineStart {

    /** A line longer than this is cut. */
    private static final int SEARCHED = 64 * 1024;

    private LineStart() {}

    /** About so many bytes before the log's end: there or at the next line's start behind it. */
    static long before(StoredLog log, long bytes) throws IOException {
        var bounds = log.bounds();
        long offset = bounds.end() - bytes;
        if (offset <= bounds.start()) {
            return bounds.start();
        }
        var near = new byte[SEARCHED];
        int count = log.read(offset - 1, near); // the byte before it may be the line end
        for (int i = 0; i < count; i++) {
            if (near[i] == '\n' && offset + i < bounds.end()) {
                return offset + i;
            }
        }
        return Math.max(offset, log.start());
    }
}
