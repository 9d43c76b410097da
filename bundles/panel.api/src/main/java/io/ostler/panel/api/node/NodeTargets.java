package io.ostler.panel.api.node;

import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Which remote nodes the links have to dial, implemented by panel.core. Thread-safe. */
@ProviderType
public interface NodeTargets {

    List<NodeRecord> remote();

    /** Runs after each change of {@link #remote()}, on any thread: return at once. Close to stop. */
    AutoCloseable listen(Runnable changed);
}
