package io.ostler.daemon.api.files;

import io.ostler.model.InstanceId;
import org.osgi.annotation.versioning.ProviderType;

/** Gives the confined file tree of an instance. Thread-safe. */
@ProviderType
public interface FileTrees {

    /** {@code NOT_FOUND} when there is no such instance. */
    FileTree of(InstanceId id);
}
