package io.ostler.panel.auth.internal.role;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.RolePermissions;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.api.store.RoleStore.RoleRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All roles in memory; what built-in ones hold follows the plug-ins that are there. Thread-safe, reads take no lock. */
@Component(service = {RolePermissions.class, RoleBook.class})
public final class RoleBook implements RolePermissions {

    /** @param basis the permissions that there were when it was made */
    private record Known(List<Permission> basis, List<RoleRecord> made, Map<RoleId, RoleRights> rights) {}

    private final RoleStore store;
    private final GrantBook grants;
    private final Permissions permissions;
    private volatile Known known;

    @Activate
    public RoleBook(@Reference RoleStore store, @Reference GrantBook grants, @Reference Permissions permissions) {
        this.store = store;
        this.grants = grants;
        this.permissions = permissions;
        known = known(store.list());
    }

    /** What the role holds now; nothing when it is gone. */
    RoleRights rights(RoleId role) {
        return present().rights.getOrDefault(role, RoleRights.NONE);
    }

    public List<Role> all() {
        var present = present();
        var all = new ArrayList<Role>();
        RoleId.BUILT_IN.forEach(id -> all.add(builtIn(id, present.rights.getOrDefault(id, RoleRights.NONE))));
        present.made.stream()
                .sorted(Comparator.comparing(RoleRecord::name, String.CASE_INSENSITIVE_ORDER))
                .map(RoleBook::view)
                .forEach(all::add);
        return all;
    }

    Optional<Role> find(RoleId id) {
        return all().stream().filter(role -> role.id().equals(id)).findFirst();
    }

    @Override
    public boolean exists(RoleId role) {
        if (!present().rights.containsKey(role)) {
            // Perhaps another panel on the same database made it a moment ago.
            reread();
        }
        return present().rights.containsKey(role);
    }

    @Override
    public boolean holds(RoleId role, Permission permission) {
        return rights(role).holds(permission);
    }

    @Override
    public Set<String> permissions(RoleId role) {
        return rights(role).everywhere();
    }

    @Override
    public Set<String> own(RoleId role) {
        return rights(role).own();
    }

    @Override
    public void changed() {
        reread();
        grants.reread();
    }

    @Override
    public void forget(UserId user) {
        grants.forget(user);
    }

    @Override
    public void forget(NodeId node) {
        grants.forget(node);
    }

    /** As they stand in the store. */
    synchronized void reread() {
        known = known(store.list());
    }

    /** The same; says which roles hold something else now, or are gone. */
    synchronized Set<RoleId> differing() {
        var former = present().rights;
        reread();
        var present = known.rights;
        return Stream.concat(former.keySet().stream(), present.keySet().stream())
                .filter(role -> !Objects.equals(former.get(role), present.get(role)))
                .collect(Collectors.toSet());
    }

    private Known present() {
        var present = known;
        return present.basis == permissions.all() ? present : renewed();
    }

    private synchronized Known renewed() {
        known = known(known.made);
        return known;
    }

    private Known known(List<RoleRecord> made) {
        var basis = permissions.all();
        var rights = new HashMap<RoleId, RoleRights>();
        made.forEach(role -> rights.put(role.id(), new RoleRights(false, role.permissions(), role.own())));
        RoleId.BUILT_IN.forEach(id -> rights.put(id, RoleRights.builtIn(id, basis)));
        return new Known(basis, List.copyOf(made), Map.copyOf(rights));
    }

    private static Role builtIn(RoleId id, RoleRights rights) {
        return new Role(id, id.value(), id.value(), rights.everywhere(), rights.own(), true, 0);
    }

    static Role view(RoleRecord role) {
        return new Role(
                role.id(), role.name(), role.description(), role.permissions(), role.own(), false, role.revision());
    }
}
