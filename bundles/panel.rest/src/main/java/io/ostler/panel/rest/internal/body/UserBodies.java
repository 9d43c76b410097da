package io.ostler.panel.rest.internal.body;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Users;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about user accounts. */
public final class UserBodies {
    private UserBodies() {}

    /** {@code INVALID_REQUEST} for what can't be the id of a role. */
    public static RoleId roleId(String text) {
        try {
            return new RoleId(text);
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid("role", "the id of a role");
        }
    }

    public record User(
            String id,
            String name,
            String role,
            boolean disabled,
            Instant created,
            @Nullable Instant lastSignIn) {

        public static User of(Users.User user) {
            return new User(
                    user.id().value(),
                    user.name(),
                    user.role().value(),
                    user.disabled(),
                    user.created(),
                    user.lastSignIn());
        }
    }

    public record UserList(List<User> users) {
        public static UserList of(List<Users.User> users) {
            return new UserList(users.stream().map(User::of).toList());
        }
    }

    public record NewUser(String name, String password, String role) {}

    /** What is absent stays as it is. */
    public record UserChange(
            @Nullable String role,
            @Nullable Boolean disabled,
            @Nullable String password) {

        public Users.Change change() {
            return new Users.Change(role == null ? null : roleId(role), disabled, password);
        }
    }
}
