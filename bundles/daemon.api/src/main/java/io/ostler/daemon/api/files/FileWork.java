package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import org.osgi.annotation.versioning.ProviderType;

/** Begins long work on files as tasks. Thread-safe; checks what can be checked at once, then returns. */
@ProviderType
public interface FileWork {

    Tasks.Snapshot copy(Files.TransferRequest request);

    Tasks.Snapshot move(Files.TransferRequest request);

    Tasks.Snapshot delete(Files.DeleteRequest request);

    Tasks.Snapshot changeMode(Files.ModeRequest request);

    Tasks.Snapshot restore(Files.TrashRequest request);

    Tasks.Snapshot purge(Files.TrashRequest request);
}
