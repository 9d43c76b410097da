package io.ostler.daemon.archive.internal.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The archive as a stream that knows how far it was read. Confined to one thread. */
final class ChannelInput extends InputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).flip();
    private long read;

    ChannelInput(FileChannel channel) {
        this.channel = channel;
    }

    long position() {
        return read - buffer.remaining();
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    /** How {@link java.util.zip.GZIPInputStream} sees whether another member follows. */
    @Override
    public int available() throws IOException {
        return fill() ? buffer.remaining() : 0;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        read += Math.max(count, 0);
        return count > 0;
    }
}
