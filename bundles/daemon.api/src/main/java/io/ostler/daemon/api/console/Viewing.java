package io.ostler.daemon.api.console;

import org.osgi.annotation.versioning.ProviderType;

/** The viewer's end of {@link Consoles#view}. Thread-safe. */
@ProviderType
public interface Viewing extends AutoCloseable {

    /** The last output has been dealt with; the next may come (also from within {@link Viewer#output}). */
    void ready();

    /** Offset of the next byte that the viewer will get. */
    long position();

    /** Ends it; idempotent. The viewer may still be called once while this method runs. */
    @Override
    void close();
}
