package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** One upload in progress; confined to one thread at a time. Closing it without {@link #commit} leaves nothing behind. */
@ProviderType
public interface Upload extends AutoCloseable {

    /** Appends; {@code DISK_FULL} as {@link io.ostler.model.OstlerException}. */
    void write(ByteBuffer bytes) throws IOException;

    long written();

    /**
     * Makes the content visible under its name at once. When it returns both are durable, whatever crashes then; when it
     * fails nothing is there, but for a crash meanwhile, which may leave a small file's name without its content. Blocks
     * for the disk's flush, which it shares with others that wait for one in that folder.
     *
     * @throws io.ostler.model.OstlerException {@code UPLOAD_LENGTH_WRONG} when the announced length isn't met,
     *     {@code FILE_EXISTS}, {@code DISK_FULL}
     */
    Files.Entry commit() throws IOException;

    /**
     * As {@link #commit}, for work that makes many files: visible at once, durable with the next
     * {@link FileTree#flush()}. What it replaces isn't lost with it.
     */
    Files.Entry place() throws IOException;

    @Override
    void close();
}
