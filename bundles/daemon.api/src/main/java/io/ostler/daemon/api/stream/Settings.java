package io.ostler.daemon.api.stream;

import io.ostler.protocol.NodeSettings;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The node's settings, kept in a file of the data folder. Thread-safe. */
@ProviderType
public interface Settings {

    NodeSettings get();

    /** Durable when it returns; {@code DISK_FULL}, {@code STORAGE_FAILED}. */
    void change(NodeSettings settings);

    /** Called with each change, and once at the beginning. Close to stop. */
    AutoCloseable listen(Consumer<NodeSettings> listener);
}
