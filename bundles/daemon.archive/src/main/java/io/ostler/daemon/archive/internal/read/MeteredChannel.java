package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * The archive for libraries that read its whole table when they open it: they remember all of it, so what they may
 * read until then bounds the memory, whatever the archive says about itself. Confined to one thread.
 */
final class MeteredChannel implements SeekableByteChannel {
    private final FileChannel channel;
    private long bytes = Long.MAX_VALUE;
    private long calls = Long.MAX_VALUE;

    MeteredChannel(FileChannel channel) {
        this.channel = channel;
    }

    void allow(long mostBytes, long mostCalls) {
        bytes = mostBytes;
        calls = mostCalls;
    }

    void allowAll() {
        allow(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = channel.read(target);
        bytes -= Math.max(count, 0);
        calls--;
        if (bytes < 0 || calls < 0) {
            throw ArchiveErrors.limit("size of its table");
        }
        return count;
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    /** The file belongs to whoever opened it. */
    @Override
    public void close() {}
}
