package io.ostler.daemon.archive.internal.read;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader that gives something back when it is closed, once. Confined to one thread. */
final class LastOut implements ArchiveReader {
    private final ArchiveReader reader;
    private @Nullable Runnable after;

    LastOut(ArchiveReader reader, Runnable after) {
        this.reader = reader;
        this.after = after;
    }

    @Override
    public Optional<List<Item>> listing() {
        return reader.listing();
    }

    @Override
    public @Nullable Item next() throws IOException {
        return reader.next();
    }

    @Override
    public void content(OutputStream out) throws IOException {
        reader.content(out);
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public void close() throws IOException {
        var once = after;
        after = null;
        try {
            reader.close();
        } finally {
            if (once != null) {
                once.run();
            }
        }
    }
}
