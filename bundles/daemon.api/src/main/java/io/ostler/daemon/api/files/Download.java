package io.ostler.daemon.api.files;

import java.nio.channels.FileChannel;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** A regular file opened for reading. Confined to one thread at a time; close it. */
@ProviderType
public interface Download extends AutoCloseable {

    String name();

    /** Positioned by its reader; read-only. */
    FileChannel channel();

    long size();

    Instant modified();

    /** Strong validator made of identity, size and time stamp, with quotes. */
    String etag();

    @Override
    void close();
}
