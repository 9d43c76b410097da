package io.ostler.daemon.api.metrics;

import io.ostler.protocol.Metrics;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** What the node and its instances use and used; kept on disk in fixed space. Thread-safe. */
@ProviderType
public interface Usage {

    /** The last samples of all running instances; empty before the first. */
    Metrics.Samples latest();

    /** {@code NOT_FOUND} for an unknown instance, {@code INVALID_REQUEST} for a range that is none. May block for the disk. */
    Metrics.History history(Metrics.HistoryRequest request);

    /** Told of all samples, every few seconds; return at once. Close to stop. */
    AutoCloseable listen(Consumer<Metrics.Samples> listener);
}
