package io.ostler.panel.auth.internal.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles.Draft;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.Rights;
import io.ostler.testkit.storage.MemoryProviderStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything about rights over memory, with two nodes and what a test puts on them. */
public final class RightsHouse implements AutoCloseable {
    private record Place(@Nullable UserId owner, NodeId node) {}

    public final People people = new People();
    public final NodeId node = NodeId.create();
    final Map<InstanceId, Place> instances = new HashMap<>();
    public final Map<UserId, Set<Permission>> members = new HashMap<>();
    /** Whose rights changed, one entry for each time. */
    final List<Set<UserId>> told = new CopyOnWriteArrayList<>();

    public final Rights rights = new Rights(
            people,
            new Ownership() {
                @Override
                public Optional<UserId> ownerOf(InstanceId instance) {
                    return place(instance).flatMap(place -> Optional.ofNullable(place.owner));
                }

                @Override
                public boolean exists(InstanceId instance) {
                    return instances.containsKey(instance);
                }

                @Override
                public Optional<NodeId> nodeOf(InstanceId instance) {
                    return place(instance).map(Place::node);
                }
            },
            (user, instance) -> members.getOrDefault(user, Set.of()));
    final MemoryProviderStore providers = new MemoryProviderStore();
    final GrantRulesService rules = new GrantRulesService(rights.roles, rights.grants);
    final RolesService roles = new RolesService(
            rights.access,
            rules,
            people.roleStore,
            rights.roles,
            new RoleHolders(people.users, rights.grants, (user, instance) -> Set.of(), providers),
            rights.permissions,
            this::tell);
    public final Caller administrator = caller(people.add("root", RoleId.ADMINISTRATOR));

    private Optional<Place> place(InstanceId instance) {
        return Optional.ofNullable(instances.get(instance));
    }

    void tell(Collection<UserId> users) {
        told.add(new HashSet<>(users));
    }

    public InstanceId instance(@Nullable UserId owner, NodeId on) {
        var id = InstanceId.create();
        instances.put(id, new Place(owner, on));
        return id;
    }

    public Caller person(String name, RoleId role) {
        return caller(people.add(name, role));
    }

    public RoleId role(String name, Permission... permissions) {
        return roles.create(administrator, draft(name, permissions)).id();
    }

    static Draft draft(String name, Permission... permissions) {
        return new Draft(name, "", names(permissions), Set.of());
    }

    static Set<String> names(Permission... permissions) {
        return Stream.of(permissions).map(Permission::text).collect(Collectors.toUnmodifiableSet());
    }

    public static Caller caller(UserRecord user) {
        return new Caller(user.id(), user.name(), user.role(), "session", "http://127.0.0.1:9400", "127.0.0.1");
    }

    public static Caller keyed(Caller owner, KeyScope key) {
        return new Caller(
                owner.user(), owner.name(), owner.role(), "api-1", owner.origin(), owner.address(), key, null);
    }

    public static OstlerException assertFails(ErrorCode code, Runnable call) {
        var refused = assertThrows(OstlerException.class, call::run);
        assertEquals(code, refused.code(), () -> refused.toString());
        return refused;
    }

    @Override
    public void close() {
        people.close();
    }
}
