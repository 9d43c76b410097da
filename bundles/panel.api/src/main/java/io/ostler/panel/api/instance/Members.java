package io.ostler.panel.api.instance;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * People beside the owner who may use an instance, each with permissions and levels for single paths. The owner and
 * administrators manage them ({@code INSTANCE_MEMBERS}); nobody gives what they lack. A change holds within a second,
 * also for streams that are open. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Members {

    /**
     * @param permissions of those an owner holds; {@code INSTANCE_VIEW} is always among them
     * @param paths levels for single paths, beneath what {@code FILES_READ} and {@code FILES_WRITE} give
     */
    record Member(InstanceId instance, UserId user, String userName, Set<Permission> permissions, List<Rule> paths) {}

    List<Member> list(Caller caller, InstanceId instance);

    /** {@code INVALID_REQUEST} for an unknown name or a permission that can't be given, {@code FORBIDDEN}. */
    Member put(Caller caller, InstanceId instance, String userName, Set<Permission> permissions, List<Rule> paths);

    void remove(Caller caller, InstanceId instance, UserId user);
}
