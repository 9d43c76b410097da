package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/** Consoles beside their streams. Manners and errors as in {@link DaemonApi}. */
@ProviderType
@JsonSegment("consoles")
public interface DaemonConsoles {

    /** Within a limit of time; {@code INVALID_REQUEST} for an expression that is none, {@code NOT_FOUND}. */
    @JsonRequest
    CompletableFuture<ConsoleWork.Found> search(ConsoleWork.Search search);

    @JsonRequest
    CompletableFuture<ConsoleWork.Place> place(ConsoleWork.PlaceRequest request);

    /** Who has the console open now; changes come by {@link PanelApi#presenceChanged}. */
    @JsonRequest
    CompletableFuture<ConsoleWork.Presence> presence(Care.Ref instance);

    /** Fixes the size of a terminal for all. */
    @JsonRequest
    CompletableFuture<Messages.Done> pin(ConsoleWork.PinRequest request);
}
