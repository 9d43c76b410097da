package io.ostler.daemon.console.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A log opened for reading. An interrupt of any thread that reads would close the channel for all of them (Java's rule),
 * so it is opened again until it is closed on purpose. Thread-safe.
 */
public final class LogFile implements AutoCloseable {

    private final Path path;
    private volatile FileChannel channel;
    private volatile boolean closed;

    public LogFile(Path path) throws IOException {
        this.path = path;
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** As {@link FileChannel#read(ByteBuffer, long)}. */
    public int read(ByteBuffer target, long offset) throws IOException {
        return withChannel(open -> open.read(target, offset));
    }

    public long size() throws IOException {
        return withChannel(FileChannel::size);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    private interface Use<T> {
        T apply(FileChannel channel) throws IOException;
    }

    private <T> T withChannel(Use<T> use) throws IOException {
        // Puts an interrupt aside for the moment: it is for whoever called, not for the log.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return use.apply(channel);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(ClosedChannelException reason) throws IOException {
        if (closed) {
            throw reason;
        }
        if (!channel.isOpen()) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
    }
}
