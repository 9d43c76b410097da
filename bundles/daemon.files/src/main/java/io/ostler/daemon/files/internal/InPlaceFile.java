package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.RandomFile;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that protocols write by offsets. What lies beyond its end is reserved before it is written, under a lock that
 * all who have the same file open share. Thread-safe.
 */
final class InPlaceFile implements RandomFile {
    private final FilePath path;
    private final FileChannel channel;
    private final Object fileKey;
    private final Confined confined;
    private final Object lock;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    InPlaceFile(FilePath path, FileChannel channel, Object fileKey, Confined confined) {
        this.path = path;
        this.channel = channel;
        this.fileKey = fileKey;
        this.confined = confined;
        this.lock = confined.parts().space().opened(fileKey);
    }

    @Override
    public int read(ByteBuffer target, long offset) {
        try {
            confined.guard().require(path, Want.READ);
            return channel.read(target, offset);
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    @Override
    public void write(ByteBuffer source, long offset) {
        if (offset < 0 || offset > Long.MAX_VALUE - source.remaining()) {
            throw OstlerException.invalid("offset", "a place in a file");
        }
        try {
            confined.guard().require(path, Want.WRITE);
            synchronized (lock) {
                long before = channel.size();
                try (var space = reserve(before, offset + source.remaining())) {
                    try {
                        for (long at = offset; source.hasRemaining(); ) {
                            at += channel.write(source, at);
                        }
                    } finally {
                        settle(space, before);
                    }
                }
            }
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    private Space.Reservation reserve(long before, long end) throws IOException {
        return confined.parts().space().reserve(Math.max(0, Space.cost(end) - Space.cost(before)));
    }

    private void settle(Space.Reservation space, long before) throws IOException {
        space.settle(Math.max(0, Space.cost(channel.size()) - Space.cost(before)));
    }

    @Override
    public void resize(long size) {
        if (size < 0) {
            throw OstlerException.invalid("size", "not negative");
        }
        try {
            confined.guard().require(path, Want.WRITE);
            synchronized (lock) {
                long before = channel.size();
                if (size < before) {
                    channel.truncate(size);
                    confined.parts().space().subtract(Space.cost(before) - Space.cost(size));
                } else if (size > before) {
                    lengthen(before, size);
                }
            }
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    /** A zero at the new end makes a hole before it. */
    private void lengthen(long before, long size) throws IOException {
        try (var space = reserve(before, size)) {
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
            settle(space, before);
        }
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    @Override
    public void sync() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        synchronized (lock) {
            try (channel) {
                confined.parts().space().closed(fileKey, channel.size());
            } catch (IOException e) {
                throw FileErrors.of(path, e);
            }
        }
    }
}
