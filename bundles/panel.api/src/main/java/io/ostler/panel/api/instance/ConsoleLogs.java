package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.ConsoleWork;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What is stored of an instance's console, through its daemon; {@code CONSOLE_READ}. Thread-safe, doesn't block. */
@ProviderType
public interface ConsoleLogs {

    /**
     * Fields as in {@link ConsoleWork.Search}. {@code INVALID_REQUEST}, {@code NOT_FOUND}, {@code NODE_AWAY},
     * {@code NODE_TIMEOUT}, {@code OVERLOADED}.
     */
    record Search(
            String text,
            boolean regex,
            boolean matchCase,
            @Nullable String level,
            @Nullable Instant after,
            @Nullable Instant before,
            @Nullable Long from,
            @Nullable Long to,
            boolean backwards,
            int limit) {}

    CompletableFuture<ConsoleWork.Found> search(Caller caller, InstanceId id, Search search);

    /** What is stored, and where that time begins in it; null: its end. */
    CompletableFuture<ConsoleWork.Place> place(Caller caller, InstanceId id, @Nullable Instant at);
}
