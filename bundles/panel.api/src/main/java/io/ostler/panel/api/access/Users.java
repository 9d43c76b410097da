package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** User accounts; {@link Permission#USER_MANAGE} unless said. Thread-safe, blocks for storage. */
@ProviderType
public interface Users {

    record User(
            UserId id,
            String name,
            RoleId role,
            boolean disabled,
            Instant created,
            @Nullable Instant lastSignIn) {}

    /** What changes; null stays as it is. */
    record Change(
            @Nullable RoleId role,
            @Nullable Boolean disabled,
            @Nullable String password) {}

    List<User> list(Caller caller);

    Optional<User> find(Caller caller, UserId id);

    /** {@code NAME_TAKEN}, {@code PASSWORD_TOO_WEAK}, {@code INVALID_REQUEST}. Names: 2 to 40 of letters, digits, {@code . _ -}. */
    User create(Caller caller, String name, String password, RoleId role);

    /** {@code LAST_ADMINISTRATOR} when nobody would be left. Ends the user's sessions and streams where rights shrink. */
    User change(Caller caller, UserId id, Change change);

    /** Also ends sessions and streams; instances stay without an owner. {@code LAST_ADMINISTRATOR}. */
    void delete(Caller caller, UserId id);

    /** {@link Permission#ACCOUNT_SELF}: asks for the present password and ends all other sessions. */
    void changeOwnPassword(Caller caller, String current, String next);
}
