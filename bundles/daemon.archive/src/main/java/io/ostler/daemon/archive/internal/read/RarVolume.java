package io.ostler.daemon.archive.internal.read;

import com.github.junrar.Archive;
import com.github.junrar.io.SeekableReadOnlyByteChannel;
import com.github.junrar.volume.Volume;
import com.github.junrar.volume.VolumeManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file as junrar wants it: the first volume, and there is no other. Confined to one thread. */
final class RarVolume implements VolumeManager, Volume, SeekableReadOnlyByteChannel {
    private final MeteredChannel channel;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(32 << 10).flip();
    private @Nullable Archive archive;

    RarVolume(MeteredChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    @Override
    public @Nullable Volume nextVolume(Archive owner, @Nullable Volume last) throws IOException {
        if (last != null) {
            return null;
        }
        archive = owner;
        setPosition(0);
        return this;
    }

    @Override
    public SeekableReadOnlyByteChannel getChannel() {
        return this;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public @Nullable Archive getArchive() {
        return archive;
    }

    @Override
    public long getPosition() throws IOException {
        return channel.position() - buffer.remaining();
    }

    @Override
    public void setPosition(long position) throws IOException {
        if (position < 0) {
            throw new IOException("position " + position);
        }
        long ahead = position - getPosition();
        if (ahead >= 0 && ahead <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) ahead);
        } else {
            buffer.clear().flip();
            channel.position(position);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (!fill()) {
            return -1;
        }
        int piece = Math.min(count, buffer.remaining());
        buffer.get(target, offset, piece);
        return piece;
    }

    @Override
    public int readFully(byte[] target, int count) throws IOException {
        int done = 0;
        while (done < count) {
            int piece = read(target, done, count - done);
            if (piece <= 0) {
                break;
            }
            done += piece;
        }
        return done;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count > 0;
    }

    @Override
    public void close() {}
}
