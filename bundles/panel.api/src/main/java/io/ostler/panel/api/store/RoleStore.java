package io.ostler.panel.api.store;

import io.ostler.panel.api.access.RoleId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Roles that people made; the built-in ones aren't in it. Thread-safe, blocks. */
@ConsumerType
public interface RoleStore {

    /** @param name unique without regard to case */
    record RoleRecord(
            RoleId id, String name, String description, Set<String> permissions, Set<String> own, long revision) {
        public RoleRecord {
            permissions = Set.copyOf(permissions);
            own = Set.copyOf(own);
        }
    }

    /** By id. */
    List<RoleRecord> list();

    /** {@code NAME_TAKEN}; {@code CONFLICT} for an id that exists. */
    void insert(RoleRecord role);

    /** Replaces the one with that id where it still has the revision before; false when it hasn't. {@code NAME_TAKEN}. */
    boolean update(RoleRecord role);

    /** How many accounts have a role, as theirs or by a grant; without roles that none has. */
    Map<RoleId, Integer> holders();

    /** False when it doesn't exist, or when an account or a grant has it. */
    boolean deleteUnused(RoleId role);

    /** Gives all accounts and grants that have the role another one and deletes it, at once. */
    boolean deleteAndReplace(RoleId role, RoleId replacement);
}
