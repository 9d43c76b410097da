package io.ostler.panel.api.access;

import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import org.osgi.annotation.versioning.ProviderType;

/** Says what somebody may do with the files of an instance, path by path. Thread-safe; answers from memory. */
@ProviderType
public interface FileAccessControl {

    /**
     * Never more than the caller's permissions give: nothing without {@code FILES_READ}, nothing to change without
     * {@code FILES_WRITE}. Exempt from denied patterns is who may edit the definition.
     */
    FileRights rights(Caller caller, InstanceId instance);
}
