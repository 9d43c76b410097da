package io.ostler.daemon.api.files;

import io.ostler.model.UserId;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Uploads in parts to one instance, kept outside of its folder until they are complete: a lost connection, a page
 * reload or a restart of the daemon costs nothing that was acknowledged. They expire when nobody goes on with them for
 * a day. Thread-safe; blocks.
 */
@ProviderType
public interface ResumableUploads {

    /**
     * @param size announced, exact
     * @param conflict {@code FAIL}, {@code OVERWRITE} or {@code RENAME}, judged at once for {@code FAIL} and at the end
     * @throws io.ostler.model.OstlerException as {@link FileTree#upload}; {@code STREAM_LIMIT} when the person has too
     *     many unfinished ones
     */
    Part create(String path, long size, Files.Conflict conflict, UserId user);

    /** {@code UPLOAD_BUSY} while another holder has it; empty when there is none of that id for that user. */
    Optional<Part> open(String id, UserId user);

    /** What is kept of an unfinished upload; for one thread at a time. Close it to let others go on. */
    interface Part extends AutoCloseable {
        /** 128 random bits; useless to anybody but its user. */
        String id();

        String path();

        long size();

        /** Bytes that are kept. */
        long offset();

        Instant expires();

        /** Appends; nothing beyond {@link #size}. */
        void write(ByteBuffer bytes) throws IOException;

        /** Takes back what was written since the given offset: a part whose checksum was wrong. */
        void truncate(long offset) throws IOException;

        /** What was written so far survives a crash of the machine. */
        void sync() throws IOException;

        /** Makes it visible under its name; {@code UPLOAD_LENGTH_WRONG} before it is complete. */
        Files.Entry commit() throws IOException;

        /** Forgets it and all its bytes. */
        void discard();

        @Override
        void close();
    }
}
