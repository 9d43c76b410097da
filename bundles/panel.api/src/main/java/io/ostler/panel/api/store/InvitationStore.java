package io.ostler.panel.api.store;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Invitations; the link's secret is known by its hash alone. Thread-safe, blocks. */
@ConsumerType
public interface InvitationStore {

    /**
     * @param instance to which instance, null: to an account of the panel alone
     * @param role on the instance, or of the new account
     * @param until when what is given ends
     * @param newAccount whether somebody without an account makes one
     * @param uses how often it can be accepted, {@code used} how often it was
     */
    record InvitationRecord(
            String id,
            String secretHash,
            UserId inviter,
            @Nullable InstanceId instance,
            Set<Permission> permissions,
            @Nullable RoleId role,
            List<Rule> paths,
            @Nullable Instant until,
            boolean newAccount,
            Instant created,
            Instant expires,
            int uses,
            int used) {
        public InvitationRecord {
            permissions = Set.copyOf(permissions);
            paths = List.copyOf(paths);
        }

        public boolean isOpen(Instant now) {
            return used < uses && now.isBefore(expires);
        }
    }

    void insert(InvitationRecord invitation);

    Optional<InvitationRecord> find(String id);

    Optional<InvitationRecord> findBySecretHash(String hash);

    /** Those to an instance, or (null) those to the panel alone; newest first. */
    List<InvitationRecord> list(@Nullable InstanceId instance);

    /** Counts one use where there is one left and it hasn't expired; of many at once no more win than there are uses. */
    boolean use(String id, Instant now);

    /** Takes a use back that came to nothing. */
    void giveBack(String id);

    boolean delete(String id);

    /** Those that expired before, and those by the user, and those to the instance; what is null removes none. */
    void deleteAll(@Nullable Instant expiredBefore, @Nullable UserId inviter, @Nullable InstanceId instance);
}
