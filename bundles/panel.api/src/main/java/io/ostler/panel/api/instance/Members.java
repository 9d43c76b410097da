package io.ostler.panel.api.instance;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * People beside the owner who may use an instance, each with permissions or a role, and levels for single paths, perhaps
 * for a time. The owner and administrators manage them ({@code INSTANCE_MEMBERS}); nobody gives what they lack. A change
 * holds within a second, also for streams that are open, and so does the end of the time. Thread-safe, blocks for
 * storage.
 */
@ProviderType
public interface Members {

    /**
     * What is given.
     *
     * @param permissions of those an owner holds; {@code INSTANCE_VIEW} is always among them
     * @param role what it holds of an owner's permissions counts, also when the role changes; null: none
     * @param paths levels for single paths, beneath what {@code FILES_READ} and {@code FILES_WRITE} give
     * @param until from when on it counts for nothing; null: never
     */
    record Grant(
            Set<Permission> permissions,
            @Nullable RoleId role,
            List<Rule> paths,
            @Nullable Instant until) {
        public Grant {
            permissions = Set.copyOf(permissions);
            paths = List.copyOf(paths);
        }
    }

    /** @param ended the time is over */
    record Member(
            InstanceId instance,
            UserId user,
            String userName,
            Set<Permission> permissions,
            List<Rule> paths,
            @Nullable RoleId role,
            @Nullable Instant until,
            boolean ended) {
        public Member(
                InstanceId instance, UserId user, String userName, Set<Permission> permissions, List<Rule> paths) {
            this(instance, user, userName, permissions, paths, null, null, false);
        }
    }

    List<Member> list(Caller caller, InstanceId instance);

    /** {@code INVALID_REQUEST} for an unknown name or a permission that can't be given, {@code FORBIDDEN}. */
    Member put(Caller caller, InstanceId instance, String userName, Grant grant);

    /** The same without role and end. */
    default Member put(
            Caller caller, InstanceId instance, String userName, Set<Permission> permissions, List<Rule> paths) {
        return put(caller, instance, userName, new Grant(permissions, null, paths, null));
    }

    /** Which roles the caller can give there. */
    List<RoleId> roles(Caller caller, InstanceId instance);

    void remove(Caller caller, InstanceId instance, UserId user);
}
