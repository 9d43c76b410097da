package io.ostler.panel.core.internal.member;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
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

/** All members in memory, written through to the store. Rights are decided from it, so it asks nobody. Thread-safe. */
@Component(service = {InstanceGrants.class, MemberRecords.class})
public final class MemberRecords implements InstanceGrants {
    private final MemberStore store;
    private final Map<InstanceId, Map<UserId, MemberRecord>> members = new ConcurrentHashMap<>();

    @Activate
    public MemberRecords(@Reference MemberStore store) {
        this.store = store;
        store.list().forEach(this::keep);
    }

    @Override
    public Set<Permission> permissions(UserId user, InstanceId instance) {
        return find(user, instance).map(MemberRecord::permissions).orElse(Set.of());
    }

    public Optional<MemberRecord> find(UserId user, InstanceId instance) {
        return Optional.ofNullable(of(instance).get(user));
    }

    List<MemberRecord> list(InstanceId instance) {
        return List.copyOf(of(instance).values());
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

    /** As they stand in the store, where another panel may have written them; says whose membership changed. */
    public synchronized Set<UserId> reread(InstanceId instance) {
        Map<UserId, MemberRecord> stored = store.list().stream()
                .filter(member -> member.instance().equals(instance))
                .collect(Collectors.toMap(MemberRecord::user, member -> member));
        var known = of(instance);
        Set<UserId> changed = Stream.concat(stored.keySet().stream(), known.keySet().stream())
                .filter(user -> !Objects.equals(stored.get(user), known.get(user)))
                .collect(Collectors.toSet());
        members.put(instance, new ConcurrentHashMap<>(stored));
        return changed;
    }

    public Set<InstanceId> instances() {
        return Stream.concat(
                        store.list().stream().map(MemberRecord::instance), members.keySet().stream())
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
