package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.jspecify.annotations.Nullable;

/** 7z; the library checks lengths and checksums. */
final class SevenZReader implements ArchiveReader {
    /** In the upper half of the attributes stands a unix mode. */
    private static final int HAS_MODE = 0x8000;

    private final SevenZFile archive;
    private final List<Item> items = new ArrayList<>();
    private @Nullable SevenZArchiveEntry current;

    SevenZReader(FileChannel channel, ArchiveLimits limits) throws IOException {
        archive = SevenZFile.builder()
                .setSeekableByteChannel(new MeteredChannel(channel))
                .setMaxMemoryLimitKiB(limits.memoryKiB())
                .get();
        for (var entry : archive.getEntries()) {
            items.add(item(entry));
        }
        if (items.size() > limits.entries()) {
            throw ArchiveErrors.limit(limits.entries() + " entries");
        }
    }

    @Override
    public Optional<List<Item>> listing() {
        return Optional.of(items);
    }

    @Override
    public @Nullable Item next() throws IOException {
        current = archive.getNextEntry();
        return current == null ? null : item(current);
    }

    private static Item item(SevenZArchiveEntry entry) {
        int attributes = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() : 0;
        int mode = (attributes & HAS_MODE) != 0 ? attributes >>> 16 : 0;
        return new Item(
                entry.getName() == null ? "" : entry.getName(),
                kind(entry, mode),
                entry.getSize(),
                Item.isExecutable(mode),
                entry.getHasLastModifiedDate() ? entry.getLastModifiedTime().toInstant() : null);
    }

    private static Item.Kind kind(SevenZArchiveEntry entry, int mode) {
        if (Item.isLink(mode)) {
            return Item.Kind.LINK;
        }
        if (entry.isAntiItem()) {
            return Item.Kind.OTHER;
        }
        return entry.isDirectory() ? Item.Kind.FOLDER : Item.Kind.FILE;
    }

    @Override
    public void content(OutputStream out) throws IOException {
        if (current == null || !current.hasStream()) {
            return;
        }
        var piece = new byte[64 << 10];
        for (int count = archive.read(piece); count > 0; count = archive.read(piece)) {
            out.write(piece, 0, count);
        }
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
