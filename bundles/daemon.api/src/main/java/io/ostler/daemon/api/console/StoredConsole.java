package io.ostler.daemon.api.console;

import io.ostler.protocol.ConsoleWork;
import org.osgi.annotation.versioning.ProviderType;

/** What is stored of consoles, beside reading it by offset. Thread-safe; methods block for the disk. */
@ProviderType
public interface StoredConsole {

    /** Within its limit of time. {@code INVALID_REQUEST} for an expression that is none, {@code NOT_FOUND}. */
    ConsoleWork.Found search(ConsoleWork.Search search);

    /** {@code NOT_FOUND}. */
    ConsoleWork.Place place(ConsoleWork.PlaceRequest request);
}
