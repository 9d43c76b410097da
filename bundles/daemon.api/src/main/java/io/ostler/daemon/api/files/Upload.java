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
     * Makes the content durable and visible under its name at once.
     *
     * @throws io.ostler.model.OstlerException {@code UPLOAD_LENGTH_WRONG} when the announced length isn't met,
     *     {@code FILE_EXISTS}
     */
    Files.Entry commit() throws IOException;

    @Override
    void close();
}
