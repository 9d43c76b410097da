package io.ostler.daemon.metrics.internal.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** In what the kernel counts; it tells every process at its start. Immutable. */
record Units(long page, long ticksPerSecond) {
    private static final long PAGE_SIZE = 6;
    private static final long CLOCK_TICKS = 17;

    static Units ofMachine() {
        long page = 4096;
        long ticks = 100;
        try {
            var vector = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 16) {
                long type = vector.getLong();
                long value = vector.getLong();
                page = type == PAGE_SIZE ? value : page;
                ticks = type == CLOCK_TICKS ? value : ticks;
            }
        } catch (IOException e) {
            return new Units(page, ticks); // as nearly everywhere
        }
        return new Units(page, ticks);
    }
}
