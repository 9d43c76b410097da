package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/** What the node and its instances used; the present comes by {@link PanelApi#instanceSamples}. */
@ProviderType
@JsonSegment("metrics")
public interface DaemonMetrics {

    /** The finest kept history that covers the range; {@code NOT_FOUND}, {@code INVALID_REQUEST}. */
    @JsonRequest
    CompletableFuture<Metrics.History> history(Metrics.HistoryRequest request);
}
