package io.ostler.daemon.api.console;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody who watches a console. Called by one thread at a time; must not block. Flow is pulled: after
 * {@link #output} nothing more comes until the viewer calls {@link Viewing#ready()}, so a slow viewer costs an offset
 * and nothing else.
 */
@ConsumerType
public interface Viewer {

    /**
     * The next bytes of the console. The buffer is read-only, shared with other viewers and valid until
     * {@link Viewing#ready()}.
     *
     * @param offset of the first byte
     */
    void output(long offset, ByteBuffer bytes);

    /** The bytes from {@code from} to before {@code to} are no longer stored. */
    void gap(long from, long to);

    /**
     * Nothing more will come.
     *
     * @param reason an error code: {@code NOT_FOUND} when the instance was deleted, {@code STORAGE_FAILED} when the log
     *     can't be read, {@code NODE_AWAY} when the daemon stops
     */
    void ended(String reason);
}
