package io.ostler.panel.rest.internal.body;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Invitations;
import io.ostler.panel.rest.internal.body.MemberBodies.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies about invitations by link. */
public final class InvitationBodies {
    private static final int WEEK = 7 * 24;

    private InvitationBodies() {}

    private static @Nullable String text(@Nullable RoleId role) {
        return role == null ? null : role.value();
    }

    private static @Nullable String text(@Nullable InstanceId instance) {
        return instance == null ? null : instance.value();
    }

    private static Duration life(@Nullable Integer hours) {
        return Duration.ofHours(Objects.requireNonNullElse(hours, WEEK));
    }

    /**
     * @param instance absent: an account of the panel alone
     * @param inviter absent when the account is gone
     */
    public record Invitation(
            String id,
            @Nullable String instance,
            @Nullable String inviter,
            List<String> permissions,
            @Nullable String role,
            List<Rule> paths,
            @Nullable Instant until,
            boolean newAccount,
            Instant created,
            Instant expires,
            int uses,
            int used) {

        static Invitation of(Invitations.Invitation invitation) {
            return new Invitation(
                    invitation.id(),
                    text(invitation.instance()),
                    invitation.inviter(),
                    MemberBodies.names(invitation.permissions()),
                    text(invitation.role()),
                    MemberBodies.rules(invitation.paths()),
                    invitation.until(),
                    invitation.newAccount(),
                    invitation.created(),
                    invitation.expires(),
                    invitation.uses(),
                    invitation.used());
        }
    }

    public record InvitationList(List<Invitation> invitations) {
        public static InvitationList of(List<Invitations.Invitation> invitations) {
            return new InvitationList(invitations.stream().map(Invitation::of).toList());
        }

        public Optional<Invitation> find(String id) {
            return invitations.stream()
                    .filter(invitation -> invitation.id().equals(id))
                    .findAny();
        }
    }

    /** @param secret what the link holds after {@code /invite#}; it isn't shown again */
    public record MadeInvitation(Invitation invitation, String secret) {
        public static MadeInvitation of(Invitations.Made made) {
            return new MadeInvitation(Invitation.of(made.invitation()), made.secret());
        }
    }

    /**
     * @param until when the membership ends
     * @param newAccount whether somebody without an account makes one
     * @param hours until the link expires, a week where absent
     * @param uses how often it can be used, once where absent
     */
    public record NewInvitation(
            List<String> permissions,
            List<Rule> paths,
            @Nullable String role,
            @Nullable Instant until,
            @Nullable Boolean newAccount,
            @Nullable Integer hours,
            @Nullable Integer uses) {

        public Invitations.Order order(InstanceId instance, Permissions known) {
            return new Invitations.Order(
                    instance,
                    MemberBodies.permissions(permissions, known),
                    role == null ? null : UserBodies.roleId(role),
                    paths.stream().map(Rule::model).toList(),
                    until,
                    Boolean.TRUE.equals(newAccount),
                    life(hours),
                    Objects.requireNonNullElse(uses, 1));
        }
    }

    /** @param role of the accounts that are made by it */
    public record NewAccountInvitation(
            String role, @Nullable Integer hours, @Nullable Integer uses) {

        public Invitations.Order order() {
            return new Invitations.Order(
                    null,
                    Set.of(),
                    UserBodies.roleId(role),
                    List.of(),
                    null,
                    true,
                    life(hours),
                    Objects.requireNonNullElse(uses, 1));
        }
    }

    public record InvitationSecret(String secret) {}

    public record InvitedAccount(String secret, String name, String password) {}

    /** What somebody with the link is offered. */
    public record InvitationOffer(
            @Nullable String instance,
            @Nullable String instanceName,
            String inviter,
            List<String> permissions,
            @Nullable String role,
            @Nullable Instant until,
            boolean newAccount,
            Instant expires) {

        public static InvitationOffer of(Invitations.Offer offer) {
            return new InvitationOffer(
                    text(offer.instance()),
                    offer.instanceName(),
                    offer.inviter(),
                    MemberBodies.names(offer.permissions()),
                    text(offer.role()),
                    offer.until(),
                    offer.newAccount(),
                    offer.expires());
        }
    }

    public record AcceptedInvitation(String instance) {}
}
