package io.ostler.daemon.console.internal.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BlockCacheTest {

    private static final long FAR = 1L << 40;

    @Test
    void blocksEndAtMultiplesSoThatViewersMeet() {
        var cache = new BlockCache(new BlockPool(100));
        var first = cache.acquire(1000, FAR);
        assertEquals(BlockPool.BIG - 1000, first.length());
        assertEquals(BlockPool.BIG, cache.acquire(BlockPool.BIG, FAR).length());
        assertEquals(5, cache.acquire(7, 12).length());
    }

    @Test
    void twoViewersShareABlock() {
        var cache = new BlockCache(new BlockPool(100));
        assertSame(cache.acquire(0, FAR), cache.acquire(0, FAR));
    }

    @Test
    void aBlockStaysForTheNextViewerUntilItIsQuiet() {
        var cache = new BlockCache(new BlockPool(100));
        var block = cache.acquire(0, FAR);
        cache.release(block);
        assertSame(block, cache.acquire(0, FAR));
        cache.release(block);
        cache.clear();
        assertNotSame(block, cache.acquire(0, FAR));
    }

    @Test
    void whenTheBigBlocksAreGoneThereAreSmallOnes() {
        var cache = new BlockCache(new BlockPool(2));
        assertEquals(BlockPool.BIG, cache.acquire(0, FAR).length());
        assertEquals(BlockPool.BIG, cache.acquire(BlockPool.BIG, FAR).length());
        assertEquals(BlockPool.SMALL, cache.acquire(2 * BlockPool.BIG, FAR).length());
        assertEquals(96, cache.acquire(3 * BlockPool.BIG + 4000, FAR).length());
    }

    @Test
    void unusedBlocksOfOneLogDontPileUp() {
        var pool = new BlockPool(20);
        var cache = new BlockCache(pool);
        for (int i = 0; i < 100; i++) {
            var block = cache.acquire((long) i * BlockPool.BIG, FAR);
            assertEquals(BlockPool.BIG, block.length());
            cache.release(block);
        }
    }

    @Test
    void anAbandonedBlocksMemoryIsNotUsedAgain() {
        var cache = new BlockCache(new BlockPool(1));
        var block = cache.acquire(0, FAR);
        cache.abandon(block);
        var next = cache.acquire(0, FAR);
        assertEquals(BlockPool.BIG, next.length());
        assertNotSame(block.buffer(), next.buffer());
    }

    @Test
    void anAbandonedBlockServesItsOtherViewersToTheEnd() {
        var cache = new BlockCache(new BlockPool(1));
        var block = cache.acquire(0, FAR);
        cache.acquire(0, FAR);
        cache.abandon(block);
        assertEquals(BlockPool.SMALL, cache.acquire(0, FAR).length());
        cache.release(block);
        assertEquals(BlockPool.BIG, cache.acquire(BlockPool.BIG, FAR).length());
    }

    @Test
    void aClosedCacheGivesEverythingBack() {
        var pool = new BlockPool(4);
        var cache = new BlockCache(pool);
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < 4; i++) {
            blocks.add(cache.acquire((long) i * BlockPool.BIG, FAR));
        }
        cache.close();
        blocks.forEach(cache::release);
        var other = new BlockCache(pool);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    BlockPool.BIG, other.acquire((long) i * BlockPool.BIG, FAR).length());
        }
    }
}
