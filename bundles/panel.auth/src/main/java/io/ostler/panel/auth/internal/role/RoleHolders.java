package io.ostler.panel.auth.internal.role;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.UserStore;
import java.util.HashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who has a role: as theirs, by a grant, as a member of an instance; and what gives it. Thread-safe, blocks for storage. */
@Component(service = RoleHolders.class)
public final class RoleHolders {
    private final UserStore users;
    private final GrantBook grants;
    private final InstanceGrants members;
    private final ProviderStore providers;

    @Activate
    public RoleHolders(
            @Reference UserStore users,
            @Reference GrantBook grants,
            @Reference InstanceGrants members,
            @Reference ProviderStore providers) {
        this.users = users;
        this.grants = grants;
        this.members = members;
        this.providers = providers;
    }

    Set<UserId> of(RoleId role) {
        var holders = new HashSet<>(grants.holders(role));
        users.list().stream().filter(user -> user.role().equals(role)).forEach(user -> holders.add(user.id()));
        holders.addAll(members.holders(role));
        return holders;
    }

    /** {@code ROLE_MAPPED} with the provider's name: whoever signs in by it would have a role that isn't there. */
    void requireUnmapped(RoleId role) {
        providers.list().stream()
                .filter(provider -> role.equals(provider.role())
                        || provider.rules().stream()
                                .anyMatch(rule -> rule.role().equals(role)))
                .findFirst()
                .ifPresent(provider -> {
                    throw OstlerException.of(ErrorCode.ROLE_MAPPED, "provider", provider.name());
                });
    }
}
