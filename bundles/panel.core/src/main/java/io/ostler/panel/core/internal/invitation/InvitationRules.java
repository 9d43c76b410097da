package io.ostler.panel.core.internal.invitation;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Invitations.Order;
import io.ostler.panel.api.instance.Members.Grant;
import io.ostler.panel.api.store.InvitationStore.InvitationRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.core.internal.member.MemberGrants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether somebody may invite to a thing: asked when the link is made and again when it is used. Thread-safe. */
@Component(service = InvitationRules.class)
public final class InvitationRules {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final AccessControl access;
    private final GrantRules rules;
    private final MemberGrants grants;
    private final UserStore users;

    @Activate
    public InvitationRules(
            @Reference AccessControl access,
            @Reference GrantRules rules,
            @Reference MemberGrants grants,
            @Reference UserStore users) {
        this.access = access;
        this.rules = rules;
        this.grants = grants;
        this.users = users;
    }

    /** What they need to see and revoke invitations. */
    void requireManage(Caller caller, @Nullable InstanceId instance) {
        if (instance == null) {
            access.require(caller, Permission.USER_MANAGE);
        } else {
            access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        }
    }

    /** The grant as it is stored; {@code FORBIDDEN}, {@code INVALID_REQUEST}. */
    Grant checked(Caller caller, Order order) {
        requireManage(caller, order.instance());
        if (order.life().compareTo(SHORTEST) < 0 || order.life().compareTo(InvitationService.LONGEST) > 0) {
            throw OstlerException.invalid("hours", "1 minute to 90 days");
        }
        if (order.uses() < 1 || order.uses() > InvitationService.MOST_USES) {
            throw OstlerException.invalid("uses", "1 to " + InvitationService.MOST_USES);
        }
        return checked(
                caller,
                order.instance(),
                new Grant(order.permissions(), order.role(), order.paths(), order.until()),
                order.newAccount());
    }

    private Grant checked(Caller caller, @Nullable InstanceId instance, Grant grant, boolean newAccount) {
        requireManage(caller, instance);
        if (instance == null) {
            var role = grant.role();
            if (role == null
                    || !newAccount
                    || !grant.permissions().isEmpty()
                    || !grant.paths().isEmpty()
                    || grant.until() != null) {
                throw OstlerException.invalid("role", "a role alone, for a new account");
            }
            rules.requireGivable(caller, role, null);
            return new Grant(Set.of(), role, List.of(), null);
        }
        if (newAccount) {
            access.require(caller, Permission.USER_MANAGE);
            rules.requireGivable(caller, RoleId.USER, null);
        }
        return grants.checked(caller, instance, grant);
    }

    /** Who invited, if they still may; with what is given. */
    record Held(Caller inviter, Grant grant) {}

    /** Empty where the inviter is gone, disabled, or has lost what they invited to. */
    Optional<Held> held(InvitationRecord invitation) {
        return users.find(invitation.inviter())
                .filter(user -> !user.disabled())
                .map(user -> new Caller(user.id(), user.name(), user.role(), "", "", ""))
                .flatMap(inviter -> held(invitation, inviter));
    }

    private Optional<Held> held(InvitationRecord invitation, Caller inviter) {
        var grant = new Grant(invitation.permissions(), invitation.role(), invitation.paths(), invitation.until());
        try {
            return Optional.of(
                    new Held(inviter, checked(inviter, invitation.instance(), grant, invitation.newAccount())));
        } catch (OstlerException e) {
            return Optional.empty();
        }
    }
}
