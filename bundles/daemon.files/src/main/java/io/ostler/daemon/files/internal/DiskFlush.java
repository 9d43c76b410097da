package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a whole file system durable by the system's {@code sync -f}: Java has no {@code syncfs(2)}. Stateless. */
final class DiskFlush {
    private DiskFlush() {}

    /** Returns when everything that was done on the folder's disk before is durable; blocks. */
    static void flush(Path folder) throws IOException {
        var process = new ProcessBuilder("sync", "-f", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("sync ended with " + status);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while flushing", e);
        }
    }
}
