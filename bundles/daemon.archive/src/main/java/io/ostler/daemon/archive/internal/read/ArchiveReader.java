package io.ostler.daemon.archive.internal.read;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one archive, entry by entry. Confined to one thread. As {@link Opening} gives it, its only errors are
 * {@link io.ostler.model.OstlerException}.
 */
public interface ArchiveReader extends AutoCloseable {

    /** All entries, when the archive has a table of them; empty when only reading all of it would tell. */
    Optional<List<Item>> listing();

    /** The next entry, null after the last. */
    @Nullable
    Item next() throws IOException;

    /** Writes the content of the entry that was given last; at most once per entry. */
    void content(OutputStream out) throws IOException;

    /** How much of the archive was read, for those without a table. */
    long position();

    @Override
    void close() throws IOException;
}
