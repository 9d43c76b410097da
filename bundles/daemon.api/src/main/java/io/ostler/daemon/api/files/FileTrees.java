package io.ostler.daemon.api.files;

import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Gives the confined file tree of an instance. Thread-safe. */
@ProviderType
public interface FileTrees {

    /**
     * @param rights what the person may do
     * @param user named at trash and versions; null for the house itself
     * @throws io.ostler.model.OstlerException {@code NOT_FOUND} when there is no such instance
     */
    FileTree of(InstanceId id, FileRights rights, @Nullable UserId user);

    /** For the house itself. */
    default FileTree of(InstanceId id) {
        return of(id, FileRights.ALL, null);
    }
}
