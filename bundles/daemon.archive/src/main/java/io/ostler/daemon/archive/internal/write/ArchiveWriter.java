package io.ostler.daemon.archive.internal.write;

import io.ostler.daemon.api.files.Download;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Writes one archive, entry by entry, into a stream that it closes. Confined to one thread. */
interface ArchiveWriter extends AutoCloseable {

    void folder(String name, Files.Entry entry) throws IOException;

    /**
     * @param read told of each piece of the file that went in; may throw to end it
     * @return false when the file became shorter meanwhile
     */
    boolean file(String name, Files.Entry entry, Download download, LongConsumer read) throws IOException;

    boolean keepsLinks();

    void link(String name, Files.Entry entry, String target) throws IOException;

    /** Writes the end; without it the archive isn't one. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
