package io.ostler.daemon.http.internal.download;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers between file and network. The first {@value #LARGE_COUNT} transfers get a large direct one, which the system
 * takes as it is; more than that get small ones of the heap, so that memory stays bounded. Thread-safe.
 */
final class TransferBuffers {
    private static final int LARGE = 256 * 1024;
    private static final int LARGE_COUNT = 16;
    private static final int SMALL = 32 * 1024;

    private final Semaphore large = new Semaphore(LARGE_COUNT);
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    ByteBuffer take() {
        if (!large.tryAcquire()) {
            return ByteBuffer.allocate(SMALL);
        }
        var buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(LARGE) : buffer;
    }

    void give(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            free.add(buffer);
            large.release();
        }
    }
}
