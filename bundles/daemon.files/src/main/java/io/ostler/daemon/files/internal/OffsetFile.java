package io.ostler.daemon.files.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * How much of an upload is certain. Two places are written in turn, so that one of them always holds a number that was
 * true. Confined to one thread at a time.
 */
final class OffsetFile implements Closeable {
    private static final int SLOT = 32;
    private static final int CHECKED = 16;

    private final FileChannel channel;
    private long turn;
    private long offset;

    private OffsetFile(FileChannel channel) {
        this.channel = channel;
    }

    static void create(Folder folder, String name) throws IOException {
        folder.create(Path.of(name)).close();
    }

    static OffsetFile open(Folder folder, String name) throws IOException {
        var file = new OffsetFile(folder.openFile(Path.of(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            file.read(0);
            file.read(SLOT);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void read(int at) throws IOException {
        var slot = ByteBuffer.allocate(SLOT);
        if (channel.read(slot, at) < SLOT) {
            return;
        }
        long itsTurn = slot.getLong(0);
        if (itsTurn > turn && slot.getLong(CHECKED) == check(slot)) {
            turn = itsTurn;
            offset = slot.getLong(8);
        }
    }

    private static long check(ByteBuffer slot) {
        var crc = new CRC32();
        crc.update(slot.array(), 0, CHECKED);
        return crc.getValue();
    }

    long offset() {
        return offset;
    }

    /** Durable when it returns. */
    void write(long now) throws IOException {
        var slot = ByteBuffer.allocate(SLOT).putLong(0, turn + 1).putLong(8, now);
        slot.putLong(CHECKED, check(slot));
        for (long at = (turn + 1) % 2 * SLOT; slot.hasRemaining(); ) {
            at += channel.write(slot, at);
        }
        channel.force(false);
        turn++;
        offset = now;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
