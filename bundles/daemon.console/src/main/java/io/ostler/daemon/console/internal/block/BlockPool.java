package io.ostler.daemon.console.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Direct memory for what is on its way to viewers, of all consoles together: big blocks for floods up to a limit, small
 * ones for lines and for everybody when the big ones are gone. So a thousand viewers that don't take their bytes cost a
 * few megabytes and no viewer waits for another. Thread-safe.
 */
public final class BlockPool {

    /** What measured best on the way to a browser; a multiple of {@link #SMALL}. */
    public static final int BIG = 32 * 1024;

    public static final int SMALL = 4 * 1024;

    /** Small buffers kept for the next; more are left to the collector. */
    private static final int SMALL_KEPT = 256;

    private final int bigLimit;
    private final ArrayDeque<ByteBuffer> freeBig = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> freeSmall = new ArrayDeque<>();
    private int bigInUse;

    /** @param bigLimit how many big blocks there may be at most */
    public BlockPool(int bigLimit) {
        this.bigLimit = bigLimit;
    }

    /** A buffer that may be smaller than wished. */
    public synchronized ByteBuffer take(int wished) {
        if (wished > SMALL) {
            var big = freeBig.poll();
            if (big != null || bigInUse < bigLimit) {
                bigInUse++;
                return big != null ? big : ByteBuffer.allocateDirect(BIG);
            }
        }
        return orNew(freeSmall.poll());
    }

    public synchronized void give(ByteBuffer buffer) {
        buffer.clear();
        if (buffer.capacity() == BIG) {
            bigInUse--;
            freeBig.push(buffer);
        } else if (freeSmall.size() < SMALL_KEPT) {
            freeSmall.push(buffer);
        }
    }

    /** Somebody may still be reading it, so it is never used again. */
    public synchronized void abandon(ByteBuffer buffer) {
        if (buffer.capacity() == BIG) {
            bigInUse--;
        }
    }

    /** Memory that nobody uses goes back to the machine (with the next collection). */
    public synchronized void trim() {
        freeBig.clear();
        freeSmall.clear();
    }

    private static ByteBuffer orNew(@Nullable ByteBuffer buffer) {
        return buffer != null ? buffer : ByteBuffer.allocateDirect(SMALL);
    }
}
