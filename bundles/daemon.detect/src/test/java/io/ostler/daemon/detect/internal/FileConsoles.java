package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.model.InstanceId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Consoles that are files of a folder; counts the viewings that are open. */
final class FileConsoles implements Consoles {
    final AtomicInteger open = new AtomicInteger();
    private final Path folder;

    FileConsoles(Path folder) {
        this.folder = folder;
    }

    Path file(InstanceId id) {
        return folder.resolve(id.value());
    }

    void print(InstanceId id, String text) {
        try {
            Files.writeString(file(id), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Bounds bounds(InstanceId id) {
        return new Bounds(0, file(id).toFile().length());
    }

    @Override
    public int read(InstanceId id, long offset, byte[] target) throws IOException {
        if (!Files.exists(file(id))) {
            return 0;
        }
        try (var log = new RandomAccessFile(file(id).toFile(), "r")) {
            log.seek(offset);
            return Math.max(0, log.read(target));
        }
    }

    @Override
    public Viewing view(InstanceId id, long from, Viewer viewer) {
        var turn = new Semaphore(1);
        var reader = Thread.ofVirtual().unstarted(() -> follow(id, from, viewer, turn));
        open.incrementAndGet();
        reader.start();
        return new Viewing() {
            @Override
            public void ready() {
                turn.release();
            }

            @Override
            public long position() {
                return from;
            }

            @Override
            public void close() {
                open.decrementAndGet();
                reader.interrupt();
            }
        };
    }

    private void follow(InstanceId id, long from, Viewer viewer, Semaphore turn) {
        try {
            for (long at = from; ; ) {
                turn.acquire();
                var bytes = new byte[32 * 1024];
                int count = read(id, at, bytes);
                while (count == 0) {
                    Thread.sleep(2);
                    count = read(id, at, bytes);
                }
                viewer.output(at, ByteBuffer.wrap(bytes, 0, count));
                at += count;
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
