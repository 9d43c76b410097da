package io.ostler.panel.api.store;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Members of instances; they go with their account and their instance. Thread-safe, blocks. */
@ConsumerType
public interface MemberStore {

    /**
     * @param role beside the permissions, null: none
     * @param until from when on it counts for nothing, null: never
     */
    record MemberRecord(
            InstanceId instance,
            UserId user,
            Set<Permission> permissions,
            List<Rule> paths,
            @Nullable RoleId role,
            @Nullable Instant until) {
        public MemberRecord {
            permissions = Set.copyOf(permissions);
            paths = List.copyOf(paths);
        }

        public MemberRecord(InstanceId instance, UserId user, Set<Permission> permissions, List<Rule> paths) {
            this(instance, user, permissions, paths, null, null);
        }

        public boolean counts(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    List<MemberRecord> list();

    void put(MemberRecord member);

    boolean delete(InstanceId instance, UserId user);
}
