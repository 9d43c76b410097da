package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The same for many accounts at once; {@link Permission#USER_MANAGE}. Each is done or not by itself, with the checks
 * that hold for one. Thread-safe, blocks for storage.
 */
@ProviderType
public interface UserBatches {
    int MOST = 200;

    enum Action {
        ENABLE,
        DISABLE,
        ROLE,
        SIGN_OUT,
        DELETE
    }

    /**
     * @param role for {@code ROLE}
     * @param reason and {@code until}: for {@code DISABLE}
     */
    record Order(
            Action action,
            List<UserId> users,
            @Nullable RoleId role,
            @Nullable String reason,
            @Nullable Instant until) {
        public Order {
            users = List.copyOf(users);
        }
    }

    /** @param error code of what was in the way, null when it is done */
    record Result(UserId user, @Nullable String error) {}

    /** A result for each, in the order of the ids; {@code INVALID_REQUEST} beyond {@value #MOST}, {@code FORBIDDEN}. */
    List<Result> run(Caller caller, Order order);
}
