package io.ostler.panel.core.internal.member;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * All members in memory, written through to the store. Rights are decided from it, so it asks nobody. Whose time is over
 * has none from that moment on. Thread-safe.
 */
@Component(service = {InstanceGrants.class, MemberRecords.class})
public final class MemberRecords implements InstanceGrants {
    private final MemberStore store;
    private final MemberRoles roles;
    private final InstantSource clock;
    private final Map<InstanceId, Map<UserId, MemberRecord>> members = new ConcurrentHashMap<>();

    @Activate
    public MemberRecords(@Reference MemberStore store, @Reference MemberRoles roles) {
        this(store, roles, InstantSource.system());
    }

    public MemberRecords(MemberStore store, MemberRoles roles, InstantSource clock) {
        this.store = store;
        this.roles = roles;
        this.clock = clock;
        store.list().forEach(this::keep);
    }

    @Override
    public Set<Permission> permissions(UserId user, InstanceId instance) {
        return find(user, instance)
                .map(member -> MemberRules.all(roles.present(member.permissions()), roles.permissions(member.role())))
                .orElse(Set.of());
    }

    @Override
    public Set<UserId> holders(RoleId role) {
        return members.values().stream()
                .flatMap(all -> all.values().stream())
                .filter(member -> role.equals(member.role()))
                .map(MemberRecord::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nothing where the time is over. */
    public Optional<MemberRecord> find(UserId user, InstanceId instance) {
        return known(user, instance).filter(member -> member.counts(clock.instant()));
    }

    /** Also where the time is over. */
    Optional<MemberRecord> known(UserId user, InstanceId instance) {
        return Optional.ofNullable(of(instance).get(user));
    }

    List<MemberRecord> list(InstanceId instance) {
        return List.copyOf(of(instance).values());
    }

    /** Those that end some day or have ended. */
    Stream<MemberRecord> limited() {
        return members.values().stream().flatMap(all -> all.values().stream()).filter(member -> member.until() != null);
    }

    /** Of which instances they are a member now. */
    public List<InstanceId> of(UserId user) {
        return members.keySet().stream()
                .filter(instance -> find(user, instance).isPresent())
                .toList();
    }

    synchronized void put(MemberRecord member) {
        store.put(member);
        keep(member);
    }

    /** False when there was none. */
    public synchronized boolean remove(InstanceId instance, UserId user) {
        boolean stored = store.delete(instance, user);
        var known = members.get(instance);
        return known != null && known.remove(user) != null || stored;
    }

    /** The instance is gone. */
    public synchronized void removeAll(InstanceId instance) {
        of(instance).keySet().forEach(user -> store.delete(instance, user));
        members.remove(instance);
    }

    /** The account goes; says where it was a member. */
    public synchronized List<InstanceId> removeAll(UserId user) {
        var left = members.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(user))
                .map(Map.Entry::getKey)
                .toList();
        left.forEach(instance -> remove(instance, user));
        return left;
    }

    /** As they stand in the store, where another panel may have written them; says whose membership is another now. */
    public synchronized Map<InstanceId, Set<UserId>> reread() {
        Map<InstanceId, Map<UserId, MemberRecord>> stored = new HashMap<>();
        store.list()
                .forEach(member -> stored.computeIfAbsent(member.instance(), id -> new ConcurrentHashMap<>())
                        .put(member.user(), member));
        Map<InstanceId, Set<UserId>> changed = new HashMap<>();
        for (var instance : Stream.concat(stored.keySet().stream(), members.keySet().stream())
                .collect(Collectors.toSet())) {
            var next = stored.getOrDefault(instance, new ConcurrentHashMap<>());
            var users = differing(of(instance), next);
            if (!users.isEmpty()) {
                members.put(instance, next);
                changed.put(instance, users);
            }
        }
        return changed;
    }

    private static Set<UserId> differing(Map<UserId, MemberRecord> former, Map<UserId, MemberRecord> next) {
        return Stream.concat(former.keySet().stream(), next.keySet().stream())
                .filter(user -> !Objects.equals(former.get(user), next.get(user)))
                .collect(Collectors.toSet());
    }

    private Map<UserId, MemberRecord> of(InstanceId instance) {
        @Nullable Map<UserId, MemberRecord> known = members.get(instance);
        return known == null ? Map.of() : known;
    }

    private void keep(MemberRecord member) {
        members.computeIfAbsent(member.instance(), id -> new ConcurrentHashMap<>())
                .put(member.user(), member);
    }
}
