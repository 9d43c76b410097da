package io.ostler.daemon.api.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A file opened in place, by offsets. Thread-safe. Quota and rights hold for every call. */
@ProviderType
public interface RandomFile extends AutoCloseable {

    /** As {@link java.nio.channels.FileChannel#read(ByteBuffer, long)}. */
    int read(ByteBuffer target, long offset) throws IOException;

    /** Writes all of it; {@code QUOTA_EXCEEDED}, {@code DISK_FULL} as {@link io.ostler.model.OstlerException}. */
    void write(ByteBuffer source, long offset) throws IOException;

    /** Cuts it or makes it longer, which counts against the quota like writing. */
    void resize(long size) throws IOException;

    long size() throws IOException;

    /** Makes its content durable. */
    void sync() throws IOException;

    @Override
    void close();
}
