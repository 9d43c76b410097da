package io.ostler.daemon.archive.internal.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Tar as a stream, whatever compresses it. */
final class TarReader implements ArchiveReader {
    private final ChannelInput archive;
    private final HeaderGuard guard;
    private final TarArchiveInputStream tar;

    TarReader(ChannelInput archive, InputStream plain, Charset names) {
        this.archive = archive;
        guard = new HeaderGuard(plain);
        tar = new TarArchiveInputStream(guard, names.name());
    }

    @Override
    public Optional<List<Item>> listing() {
        return Optional.empty();
    }

    @Override
    public @Nullable Item next() throws IOException {
        if (tar.getCurrentEntry() != null) {
            Pieces.copy(tar, new Discarded());
        }
        guard.header();
        var entry = tar.getNextEntry();
        guard.content();
        return entry == null ? null : item(entry);
    }

    private static Item item(TarArchiveEntry entry) {
        return new Item(
                entry.getName(),
                kind(entry),
                entry.isSparse() ? entry.getRealSize() : entry.getSize(),
                Item.isExecutable(entry.getMode()),
                entry.getLastModifiedTime().toInstant());
    }

    private static Item.Kind kind(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return Item.Kind.LINK;
        }
        if (entry.isDirectory()) {
            return Item.Kind.FOLDER;
        }
        boolean special = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
        return special || !entry.isFile() ? Item.Kind.OTHER : Item.Kind.FILE;
    }

    @Override
    public void content(OutputStream out) throws IOException {
        Pieces.copy(tar, out);
    }

    @Override
    public long position() {
        return archive.position();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
