package io.ostler.panel.core.internal.member;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Members.Grant;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.api.store.RoleStore.RoleRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether somebody may give what they want to give on an instance. Thread-safe. */
@Component(service = MemberGrants.class)
public final class MemberGrants {
    private final AccessControl access;
    private final MemberRoles roles;
    private final RoleStore made;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public MemberGrants(@Reference AccessControl access, @Reference MemberRoles roles, @Reference RoleStore made) {
        this.access = access;
        this.roles = roles;
        this.made = made;
    }

    /**
     * As it is stored; {@code FORBIDDEN} for what the giver lacks, whether it comes alone or by the role,
     * {@code INVALID_REQUEST} for what can't be given.
     */
    public Grant checked(Caller giver, InstanceId instance, Grant grant) {
        Predicate<Permission> has = permission -> access.allows(giver, permission, instance);
        var role = grant.role();
        if (role != null) {
            MemberRules.requireHeld(
                    roles.find(role)
                            .filter(permissions -> !permissions.isEmpty())
                            .orElseThrow(() -> OstlerException.invalid("role", "one with permissions on instances")),
                    has);
        }
        if (grant.until() != null && !grant.until().isAfter(clock.instant())) {
            throw OstlerException.invalid("until", "a time to come");
        }
        return new Grant(
                // Nobody can tell of what is away whether the giver has it still.
                MemberRules.checked(roles.present(grant.permissions()), has),
                role,
                MemberRules.checked(grant.paths()),
                grant.until());
    }

    /** What is given next to what somebody has already whose plug-in is away: that is nobody's to take just now. */
    Set<Permission> kept(Optional<MemberRecord> former, Set<Permission> next) {
        var away = former.map(MemberRecord::permissions).map(roles::away).orElse(Set.of());
        return Stream.concat(next.stream(), away.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** As people see them. */
    Set<Permission> present(MemberRecord member) {
        return roles.present(member.permissions());
    }

    /** Those that somebody can give there; built-in ones first. */
    List<RoleId> givable(Caller giver, InstanceId instance) {
        return Stream.concat(RoleId.BUILT_IN.stream(), made.list().stream().map(RoleRecord::id))
                .filter(role -> roles.find(role)
                        .filter(permissions -> !permissions.isEmpty())
                        .filter(permissions ->
                                permissions.stream().allMatch(each -> access.allows(giver, each, instance)))
                        .isPresent())
                .toList();
    }
}
