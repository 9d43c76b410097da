package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * User accounts; {@link Permission#USER_MANAGE} unless said. Nobody makes or changes an account with
 * more rights than their own ({@link GrantRules}).
 * Thread-safe, blocks for storage.
 */
@ProviderType
public interface Users {

    /**
     * @param disabled whether they may not sign in now
     * @param revision grows with each change
     * @param instances how many they own
     */
    record User(
            UserId id,
            String name,
            RoleId role,
            boolean disabled,
            Instant created,
            @Nullable Instant lastSignIn,
            UserDetails details,
            long revision,
            int instances) {
        public User(
                UserId id, String name, RoleId role, boolean disabled, Instant created, @Nullable Instant lastSignIn) {
            this(id, name, role, disabled, created, lastSignIn, UserDetails.NONE, 0, 0);
        }
    }

    /**
     * What changes; null stays as it is, an empty text becomes none.
     *
     * @param disabled with {@code banReason} and {@code disabledUntil}, which are told again with each ban
     * @param revision the one that is changed, else {@code PRECONDITION_FAILED}; null: whatever it is
     */
    record Change(
            @Nullable RoleId role,
            @Nullable Boolean disabled,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String banReason,
            @Nullable Instant disabledUntil,
            @Nullable Long revision) {
        public Change(@Nullable RoleId role, @Nullable Boolean disabled, @Nullable String password) {
            this(role, disabled, password, null, null, null, null, null);
        }
    }

    /** @param cursor of an earlier page with the same filter and order */
    record Query(
            UserFilter filter,
            UserSort sort,
            boolean descending,
            @Nullable String cursor,
            int limit) {}

    /** {@code total} counts all that match. */
    record Page(List<User> users, @Nullable String next, long total) {}

    /** @param owned those that belong to them, {@code memberOf} those that they may use beside */
    record Instances(List<InstanceId> owned, List<InstanceId> memberOf) {}

    /** {@code INVALID_REQUEST} for a cursor that isn't of this list. */
    Page page(Caller caller, Query query);

    Optional<User> find(Caller caller, UserId id);

    /** {@code NOT_FOUND}. */
    Instances instances(Caller caller, UserId id);

    /** {@code NAME_TAKEN}, {@code PASSWORD_TOO_WEAK}, {@code INVALID_REQUEST}. Names: 2 to 40 of letters, digits, {@code . _ -}. */
    default User create(Caller caller, String name, String password, RoleId role) {
        return create(caller, name, password, role, UserDetails.NONE);
    }

    /** Also {@code EMAIL_TAKEN}. */
    User create(Caller caller, String name, String password, RoleId role, UserDetails details);

    /** {@code LAST_ADMINISTRATOR} when nobody would be left. Ends the user's sessions and streams where rights shrink. */
    User change(Caller caller, UserId id, Change change);

    /** Also ends sessions and streams; instances stay without an owner. {@code LAST_ADMINISTRATOR}. */
    void delete(Caller caller, UserId id);

    /** Where they are signed in. {@code NOT_FOUND}. */
    List<Sessions.Session> sessions(Caller caller, UserId id);

    /** Signs them out: of one session, or (null) of all. {@code NOT_FOUND}. */
    void endSessions(Caller caller, UserId id, @Nullable String handle);

    /** {@link Permission#ACCOUNT_SELF}: asks for the present password and ends all other sessions. */
    void changeOwnPassword(Caller caller, String current, String next);
}
