package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import org.osgi.annotation.versioning.ProviderType;

/** Fetches files from the internet into an instance's folder. Thread-safe. */
@ProviderType
public interface Fetches {

    /** Begins a task. {@code ADDRESS_REFUSED} at once for what no connection is needed to refuse. */
    Tasks.Snapshot fetch(Files.FetchRequest request);
}
