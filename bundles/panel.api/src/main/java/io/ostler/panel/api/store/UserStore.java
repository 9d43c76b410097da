package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Accounts. Each call is one durable transaction; {@code STORAGE_FAILED}, {@code DISK_FULL}. Thread-safe, blocks. */
@ConsumerType
public interface UserStore {

    /** @param name as typed; unique without regard to case */
    record UserRecord(
            UserId id,
            String name,
            RoleId role,
            boolean disabled,
            String passwordHash,
            Instant created,
            @Nullable Instant lastSignIn) {}

    /** {@code NAME_TAKEN} when the name exists in any case. */
    void insert(UserRecord user);

    /** Only where there is no account at all: of any number of callers, in any number of panels, one succeeds. */
    boolean insertFirst(UserRecord user);

    Optional<UserRecord> find(UserId id);

    Optional<UserRecord> findByName(String name);

    /** All, by name. */
    List<UserRecord> list();

    /** Replaces the record with that id; false when there is none. */
    boolean update(UserRecord user);

    /** Only the time, without touching what another writer may be changing. */
    void signedIn(UserId id, Instant at);

    /**
     * Replaces the hash only where it still is {@code expected}, and nothing else: a hash with newer parameters must
     * never undo a password that was changed meanwhile. False when it was another one.
     */
    boolean replaceHash(UserId id, String expected, String next);

    boolean delete(UserId id);
}
