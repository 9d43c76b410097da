package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserBatches;
import io.ostler.panel.api.access.UserDetails;
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

    /** @param instances how many they own */
    public record User(
            String id,
            String name,
            @Nullable String displayName,
            @Nullable String email,
            String role,
            boolean disabled,
            @Nullable String banReason,
            @Nullable Instant disabledUntil,
            Instant created,
            @Nullable Instant lastSignIn,
            int instances,
            long revision) {

        public static User of(Users.User user) {
            return new User(
                    user.id().value(),
                    user.name(),
                    user.details().displayName(),
                    user.details().email(),
                    user.role().value(),
                    user.disabled(),
                    user.details().banReason(),
                    user.details().disabledUntil(),
                    user.created(),
                    user.lastSignIn(),
                    user.instances(),
                    user.revision());
        }
    }

    /** @param total all that match */
    public record UserList(List<User> users, @Nullable String next, long total) {
        public static UserList of(Users.Page page) {
            return new UserList(page.users().stream().map(User::of).toList(), page.next(), page.total());
        }
    }

    public record NewUser(
            String name,
            String password,
            String role,
            @Nullable String displayName,
            @Nullable String email) {

        public UserDetails details() {
            return new UserDetails(displayName, email, null, null);
        }
    }

    /** What is absent stays as it is; an empty text becomes none. Reason and end are told with each ban. */
    public record UserChange(
            @Nullable String role,
            @Nullable Boolean disabled,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String banReason,
            @Nullable Instant disabledUntil) {

        public Users.Change change(@Nullable Long revision) {
            return new Users.Change(
                    role == null ? null : roleId(role),
                    disabled,
                    password,
                    displayName,
                    email,
                    banReason,
                    disabledUntil,
                    revision);
        }
    }

    /** Ids of instances that they own and that they may use beside. */
    public record UserInstances(List<String> owned, List<String> memberOf) {
        public static UserInstances of(Users.Instances instances) {
            return new UserInstances(
                    instances.owned().stream().map(InstanceId::value).toList(),
                    instances.memberOf().stream().map(InstanceId::value).toList());
        }
    }

    public enum UserAction {
        @JsonProperty("enable")
        ENABLE,
        @JsonProperty("disable")
        DISABLE,
        @JsonProperty("role")
        ROLE,
        @JsonProperty("sign-out")
        SIGN_OUT,
        @JsonProperty("delete")
        DELETE
    }

    /** The same for up to 200 accounts; {@code role} for the action of that name, reason and end for disable. */
    public record UserOrder(
            UserAction action,
            List<String> users,
            @Nullable String role,
            @Nullable String reason,
            @Nullable Instant until) {

        public UserBatches.Order model() {
            return new UserBatches.Order(
                    UserBatches.Action.valueOf(action.name()),
                    users.stream().map(UserId::new).toList(),
                    role == null ? null : roleId(role),
                    reason,
                    until);
        }
    }

    /** @param error code of what was in the way, absent when it is done */
    public record UserResult(String id, @Nullable String error) {
        static UserResult of(UserBatches.Result result) {
            return new UserResult(result.user().value(), result.error());
        }
    }

    public record UserResults(List<UserResult> results) {
        public static UserResults of(List<UserBatches.Result> results) {
            return new UserResults(results.stream().map(UserResult::of).toList());
        }
    }
}
