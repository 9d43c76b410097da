package io.ostler.testkit.storage;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleGrantStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Role grants in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryRoleGrantStore implements RoleGrantStore {
    private final Map<String, RoleGrant> grants = new ConcurrentHashMap<>();

    @Override
    public List<RoleGrant> list() {
        return grants.values().stream()
                .sorted(Comparator.comparing(RoleGrant::id))
                .toList();
    }

    @Override
    public void insert(RoleGrant grant) {
        grants.put(grant.id(), grant);
    }

    @Override
    public boolean delete(String id) {
        return grants.remove(id) != null;
    }

    @Override
    public void deleteOf(UserId user) {
        grants.values().removeIf(grant -> grant.user().equals(user));
    }

    @Override
    public void deleteOn(NodeId node) {
        grants.values().removeIf(grant -> node.equals(grant.node()));
    }

    @Override
    public void deleteEnded(Instant at) {
        grants.values().removeIf(grant -> {
            var until = grant.until();
            return until != null && !until.isAfter(at);
        });
    }

    void replace(RoleId role, RoleId replacement) {
        grants.replaceAll((id, grant) -> grant.role().equals(role)
                ? new RoleGrant(id, grant.user(), replacement, grant.node(), grant.until())
                : grant);
    }
}
