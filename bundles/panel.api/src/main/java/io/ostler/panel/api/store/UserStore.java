package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Accounts. Each call is one durable transaction; {@code STORAGE_FAILED}, {@code DISK_FULL}. Thread-safe, blocks. */
@ConsumerType
public interface UserStore {

    /**
     * @param name as typed; unique without regard to case
     * @param disabled of what comes from the store: whether they may not sign in now; a ban whose end has passed is none
     * @param revision grows with each change but that of {@code lastSignIn}; counted by the store
     */
    record UserRecord(
            UserId id,
            String name,
            RoleId role,
            boolean disabled,
            String passwordHash,
            Instant created,
            @Nullable Instant lastSignIn,
            UserDetails details,
            long revision) {
        public UserRecord(
                UserId id,
                String name,
                RoleId role,
                boolean disabled,
                String passwordHash,
                Instant created,
                @Nullable Instant lastSignIn) {
            this(id, name, role, disabled, passwordHash, created, lastSignIn, UserDetails.NONE, 0);
        }

        /** As it is read at that time: a ban whose end has passed is none. */
        public UserRecord at(Instant now) {
            var until = details.disabledUntil();
            return !disabled || until == null || now.isBefore(until)
                    ? this
                    : new UserRecord(
                            id, name, role, false, passwordHash, created, lastSignIn, details.withoutBan(), revision);
        }
    }

    /** @param next where the next page begins, null at the end */
    record UserPage(List<UserRecord> users, @Nullable String next) {}

    /** {@code NAME_TAKEN} when the name exists in any case, {@code EMAIL_TAKEN} likewise. Its revision is 0. */
    void insert(UserRecord user);

    /** Only where there is no account at all: of any number of callers, in any number of panels, one succeeds. */
    boolean insertFirst(UserRecord user);

    Optional<UserRecord> find(UserId id);

    Optional<UserRecord> findByName(String name);

    /** Without regard to case. */
    Optional<UserRecord> findByEmail(String email);

    /** All, by name: for tests and moves, never to answer a request. */
    List<UserRecord> list();

    /**
     * Whoever follows {@code next} meets everybody who is there all the time and keeps their place exactly once.
     *
     * @param cursor of an earlier page with the same filter and order; {@code INVALID_REQUEST} for another text
     */
    UserPage page(UserFilter filter, UserSort sort, boolean descending, @Nullable String cursor, int limit);

    long count(UserFilter filter);

    /** Replaces the record with that id, whatever its revision is; false when there is none. */
    boolean update(UserRecord user);

    /** Replaces it, but its {@code lastSignIn}, only where it still has this revision; false otherwise. */
    boolean replace(UserRecord user);

    /** Only the time, without touching what another writer may be changing. */
    void signedIn(UserId id, Instant at);

    /**
     * Replaces the hash only where it still is {@code expected}, and nothing else: a hash with newer parameters must
     * never undo a password that was changed meanwhile. False when it was another one.
     */
    boolean replaceHash(UserId id, String expected, String next);

    boolean delete(UserId id);
}
