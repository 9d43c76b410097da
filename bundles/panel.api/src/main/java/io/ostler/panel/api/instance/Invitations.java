package io.ostler.panel.api.instance;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Invitations by link, to an instance ({@code INSTANCE_MEMBERS}) or to an account of the panel ({@code USER_MANAGE}).
 * Nobody invites to what they lack, neither when the link is made nor when it is used. Every link that doesn't hold
 * fails with the same {@code INVITATION_INVALID}. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Invitations {
    Duration LONGEST = Duration.ofDays(90);
    int MOST_USES = 100;

    /**
     * What the link leads to.
     *
     * @param instance null: the panel alone; then {@code role} is that of the new account
     * @param newAccount whether somebody without an account may make one; needs {@code USER_MANAGE}
     */
    record Order(
            @Nullable InstanceId instance,
            Set<Permission> permissions,
            @Nullable RoleId role,
            List<Rule> paths,
            @Nullable Instant until,
            boolean newAccount,
            Duration life,
            int uses) {
        public Order {
            permissions = Set.copyOf(permissions);
            paths = List.copyOf(paths);
        }
    }

    /** @param inviter name of the account, null when it is gone */
    record Invitation(
            String id,
            @Nullable InstanceId instance,
            @Nullable String inviter,
            Set<Permission> permissions,
            @Nullable RoleId role,
            List<Rule> paths,
            @Nullable Instant until,
            boolean newAccount,
            Instant created,
            Instant expires,
            int uses,
            int used) {}

    /** @param secret for the link, known only now */
    record Made(Invitation invitation, String secret) {}

    /** What somebody with the link sees before they accept. */
    record Offer(
            @Nullable InstanceId instance,
            @Nullable String instanceName,
            String inviter,
            Set<Permission> permissions,
            @Nullable RoleId role,
            @Nullable Instant until,
            boolean newAccount,
            Instant expires) {}

    /** Those to an instance, or (null) those to the panel alone; newest first. */
    List<Invitation> list(Caller caller, @Nullable InstanceId instance);

    /** {@code FORBIDDEN} for what the caller lacks, {@code INVALID_REQUEST}, {@code CONFLICT} beyond 50 of an instance. */
    Made make(Caller caller, Order order);

    /** {@code NOT_FOUND}. */
    void revoke(Caller caller, @Nullable InstanceId instance, String id);

    /** Anybody who has the link; {@code INVITATION_INVALID}, {@code LOGIN_THROTTLED}. */
    Offer look(String secret, String address);

    /**
     * Somebody who is signed in becomes a member; says of which instance. Also {@code CONFLICT} for those who may use it
     * already and for an invitation to an account.
     */
    InstanceId accept(Caller caller, String secret);

    /**
     * Makes an account and signs it in. Also {@code NAME_TAKEN}, {@code PASSWORD_TOO_WEAK}, {@code INVALID_REQUEST}.
     */
    SignedIn acceptAsNew(String secret, String name, String password, String address, String client);
}
