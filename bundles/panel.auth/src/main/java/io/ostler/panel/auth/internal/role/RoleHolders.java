package io.ostler.panel.auth.internal.role;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.UserStore;
import java.util.HashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who has a role, as theirs, by a grant, or as a member of an instance. Thread-safe, blocks for storage. */
@Component(service = RoleHolders.class)
public final class RoleHolders {
    private final UserStore users;
    private final GrantBook grants;
    private final InstanceGrants members;

    @Activate
    public RoleHolders(@Reference UserStore users, @Reference GrantBook grants, @Reference InstanceGrants members) {
        this.users = users;
        this.grants = grants;
        this.members = members;
    }

    Set<UserId> of(RoleId role) {
        var holders = new HashSet<>(grants.holders(role));
        users.list().stream().filter(user -> user.role().equals(role)).forEach(user -> holders.add(user.id()));
        holders.addAll(members.holders(role));
        return holders;
    }
}
