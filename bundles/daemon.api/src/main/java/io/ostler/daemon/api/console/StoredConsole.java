package io.ostler.daemon.api.console;

import io.ostler.model.InstanceId;
import io.ostler.protocol.ConsoleWork;
import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/** What is stored of consoles, beside reading it by offset. Thread-safe; methods block for the disk. */
@ProviderType
public interface StoredConsole {

    /** Within its limit of time. {@code INVALID_REQUEST} for an expression that is none, {@code NOT_FOUND}. */
    ConsoleWork.Found search(ConsoleWork.Search search);

    /** {@code NOT_FOUND}. */
    ConsoleWork.Place place(ConsoleWork.PlaceRequest request);

    /**
     * Writes a stretch of what is stored, at most up to where the console ends now; what was let go meanwhile is left
     * out.
     *
     * @param plain as UTF-8 text without escape sequences, else the bytes as they are
     * @throws IOException when the log can't be read or {@code out} fails
     */
    void copy(InstanceId id, long from, long to, boolean plain, OutputStream out) throws IOException;
}
