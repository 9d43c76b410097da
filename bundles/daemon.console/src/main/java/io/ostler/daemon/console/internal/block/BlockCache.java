package io.ostler.daemon.console.internal.block;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * The blocks of one log that viewers use now or used last. A block ends at the log's end or at the next multiple of the
 * block size, so viewers that began anywhere soon want the same ones. Thread-safe; never held during a read or a send.
 */
public final class BlockCache {

    private static final int UNUSED_KEPT = 16;

    private final BlockPool pool;

    /** By offset. */
    private final Map<Long, Block> blocks = new HashMap<>();

    /** The longest unused first. */
    private final LinkedHashSet<Block> unused = new LinkedHashSet<>();

    private boolean closed;

    public BlockCache(BlockPool pool) {
        this.pool = pool;
    }

    /** The block that begins there, not yet read perhaps; give it back. */
    public synchronized Block acquire(long offset, long end) {
        var block = blocks.get(offset);
        if (block == null) {
            var buffer = pool.take(length(offset, end, BlockPool.BIG));
            block = new Block(offset, length(offset, end, buffer.capacity()), buffer);
            blocks.put(offset, block);
        } else if (block.users == 0) {
            unused.remove(block);
        }
        block.users++;
        return block;
    }

    public synchronized void release(Block block) {
        if (--block.users > 0) {
            return;
        }
        if (block.abandoned) {
            pool.abandon(block.buffer());
        } else {
            unused.add(block);
            dropUnused(closed ? 0 : UNUSED_KEPT);
        }
    }

    /** Gives it back though its bytes may still be on their way somewhere. */
    public synchronized void abandon(Block block) {
        block.abandoned = true;
        blocks.remove(block.offset(), block);
        if (--block.users == 0) {
            pool.abandon(block.buffer());
        }
    }

    /** Nothing has happened for a while. */
    public synchronized void clear() {
        dropUnused(0);
    }

    /** What is given back from now on goes to the pool at once. */
    public synchronized void close() {
        closed = true;
        dropUnused(0);
    }

    private static int length(long offset, long end, int size) {
        return (int) Math.min(end - offset, size - offset % size);
    }

    private void dropUnused(int kept) {
        while (unused.size() > kept) {
            var block = unused.removeFirst();
            blocks.remove(block.offset(), block);
            pool.give(block.buffer());
        }
    }
}
