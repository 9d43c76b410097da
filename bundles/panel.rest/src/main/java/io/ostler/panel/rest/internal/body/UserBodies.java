package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.access.Users;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about user accounts. */
public final class UserBodies {
    private UserBodies() {}

    public record User(
            String id,
            String name,
            RoleName role,
            boolean disabled,
            Instant created,
            @Nullable Instant lastSignIn) {

        public static User of(Users.User user) {
            return new User(
                    user.id().value(),
                    user.name(),
                    RoleName.of(user.role()),
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

    public record NewUser(String name, String password, RoleName role) {}

    /** What is absent stays as it is. */
    public record UserChange(
            @Nullable RoleName role,
            @Nullable Boolean disabled,
            @Nullable String password) {

        public Users.Change change() {
            return new Users.Change(role == null ? null : role.role(), disabled, password);
        }
    }
}
