package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/** The daemon's tasks; changes come by {@link PanelApi#taskChanged}. Manners and errors as in {@link DaemonApi}. */
@ProviderType
@JsonSegment("tasks")
public interface DaemonTasks {

    @JsonRequest
    CompletableFuture<Tasks.Board> list();

    /** Asks it to end; it may still end well. {@code NOT_FOUND}. Nothing happens when it is over. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> cancel(Tasks.Ref task);
}
