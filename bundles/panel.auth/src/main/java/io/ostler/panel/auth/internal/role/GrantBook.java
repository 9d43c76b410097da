package io.ostler.panel.auth.internal.role;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleGrantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All role grants in memory, written through to the store. Thread-safe, reads take no lock. */
@Component(service = GrantBook.class)
public final class GrantBook {
    private final RoleGrantStore store;
    private final InstantSource clock;
    private final Map<UserId, List<RoleGrant>> byUser = new ConcurrentHashMap<>();

    @Activate
    public GrantBook(@Reference RoleGrantStore store) {
        this(store, InstantSource.system());
    }

    public GrantBook(RoleGrantStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        reread();
    }

    /** Also such as have ended a moment ago: ask {@link #counts}. */
    public List<RoleGrant> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    public boolean counts(RoleGrant grant) {
        var until = grant.until();
        return until == null || clock.instant().isBefore(until);
    }

    InstantSource clock() {
        return clock;
    }

    public synchronized void add(RoleGrant grant) {
        store.insert(grant);
        keep(grant);
    }

    /** False when it is gone. */
    synchronized boolean remove(RoleGrant grant) {
        boolean stored = store.delete(grant.id());
        return drop(grant.user(), other -> other.id().equals(grant.id())) || stored;
    }

    synchronized void forget(UserId user) {
        store.deleteOf(user);
        byUser.remove(user);
    }

    /** Streams on a node that leaves have nowhere to go on. */
    synchronized void forget(NodeId node) {
        store.deleteOn(node);
        byUser.keySet().forEach(user -> drop(user, grant -> node.equals(grant.node())));
    }

    /** Takes what has ended by now out of memory; says whose it was. */
    synchronized Set<UserId> removeEnded() {
        var ended = new HashSet<UserId>();
        for (var user : List.copyOf(byUser.keySet())) {
            if (drop(user, grant -> !counts(grant))) {
                ended.add(user);
            }
        }
        return ended;
    }

    /** Leftovers do no harm: they don't count. */
    void clearStore() {
        store.deleteEnded(clock.instant());
    }

    /** When the next one ends. */
    Optional<Instant> nextEnd() {
        return all().stream()
                .flatMap(grant -> Optional.ofNullable(grant.until()).stream())
                .min(Comparator.naturalOrder());
    }

    /** Who has the role by a grant that counts. */
    Set<UserId> holders(RoleId role) {
        var holders = new HashSet<UserId>();
        all().stream().filter(grant -> grant.role().equals(role)).forEach(grant -> holders.add(grant.user()));
        return holders;
    }

    /** As they stand in the store, where another panel may have written them; says whose are others now. */
    synchronized Set<UserId> reread() {
        var stored = store.list().stream().collect(Collectors.groupingBy(RoleGrant::user));
        var changed = new HashSet<UserId>();
        for (var user : List.copyOf(byUser.keySet())) {
            if (!stored.containsKey(user)) {
                byUser.remove(user);
                changed.add(user);
            }
        }
        stored.forEach((user, grants) -> {
            var former = byUser.put(user, List.copyOf(grants));
            if (former == null || !Set.copyOf(former).equals(Set.copyOf(grants))) {
                changed.add(user);
            }
        });
        return changed;
    }

    private Collection<RoleGrant> all() {
        return byUser.values().stream().flatMap(List::stream).toList();
    }

    private void keep(RoleGrant grant) {
        byUser.compute(grant.user(), (user, known) -> {
            var next = new ArrayList<RoleGrant>(known == null ? List.of() : known);
            next.add(grant);
            return List.copyOf(next);
        });
    }

    private boolean drop(UserId user, Predicate<RoleGrant> leaving) {
        var known = of(user);
        var left = known.stream().filter(leaving.negate()).toList();
        if (left.isEmpty()) {
            byUser.remove(user);
        } else {
            byUser.put(user, left);
        }
        return left.size() < known.size();
    }
}
