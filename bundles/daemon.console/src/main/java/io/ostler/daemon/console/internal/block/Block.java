package io.ostler.daemon.console.internal.block;

import io.ostler.daemon.console.internal.log.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A piece of a log in memory, shared by the viewers that want it. Counted by its {@link BlockCache}. Thread-safe. */
public final class Block {

    private final long offset;
    private final int length;
    private final ByteBuffer buffer;
    private boolean loaded;

    /** Guarded by the cache. */
    int users;

    /** Guarded by the cache. */
    boolean abandoned;

    public Block(long offset, int length, ByteBuffer buffer) {
        this.offset = offset;
        this.length = length;
        this.buffer = buffer;
    }

    public long offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public ByteBuffer buffer() {
        return buffer;
    }

    /** Reads it once; who comes in between waits for this block alone. */
    public synchronized void load(LogFile file) throws IOException {
        if (!loaded) {
            buffer.clear().limit(length);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, offset + buffer.position()) < 0) {
                    throw new EOFException("the log became shorter");
                }
            }
            loaded = true;
        }
    }

    /** A view of its own for each viewer. */
    public ByteBuffer view() {
        return buffer.duplicate().position(0).limit(length).asReadOnlyBuffer();
    }
}
