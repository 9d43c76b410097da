package io.ostler.daemon.archive.internal.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One compressed file. */
final class SingleReader implements ArchiveReader {
    private final ChannelInput archive;
    private final InputStream plain;
    private @Nullable Item item;

    SingleReader(ChannelInput archive, InputStream plain, String name) {
        this.archive = archive;
        this.plain = plain;
        this.item = new Item(name, Item.Kind.FILE, -1, false, null);
    }

    @Override
    public Optional<List<Item>> listing() {
        return Optional.empty();
    }

    @Override
    public @Nullable Item next() {
        var given = item;
        item = null;
        return given;
    }

    @Override
    public void content(OutputStream out) throws IOException {
        Pieces.copy(plain, out);
    }

    @Override
    public long position() {
        return archive.position();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
