package io.ostler.testkit.storage;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Roles in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryRoleStore implements RoleStore {
    private final MemoryRoleGrantStore grants;
    private final UserStore users;
    private final Map<RoleId, RoleRecord> roles = new TreeMap<>();

    public MemoryRoleStore(MemoryRoleGrantStore grants, UserStore users) {
        this.grants = grants;
        this.users = users;
    }

    @Override
    public synchronized List<RoleRecord> list() {
        return List.copyOf(roles.values());
    }

    @Override
    public synchronized void insert(RoleRecord role) {
        if (roles.containsKey(role.id())) {
            throw OstlerException.of(ErrorCode.CONFLICT, "id", role.id().value());
        }
        checkName(role);
        roles.put(role.id(), role);
    }

    @Override
    public synchronized boolean update(RoleRecord role) {
        checkName(role);
        var known = roles.get(role.id());
        if (known == null || known.revision() != role.revision() - 1) {
            return false;
        }
        roles.put(role.id(), role);
        return true;
    }

    @Override
    public synchronized Map<RoleId, Integer> holders() {
        Map<RoleId, Set<UserId>> holders = new HashMap<>();
        users.list()
                .forEach(user -> holders.computeIfAbsent(user.role(), role -> new HashSet<>())
                        .add(user.id()));
        grants.list()
                .forEach(grant -> holders.computeIfAbsent(grant.role(), role -> new HashSet<>())
                        .add(grant.user()));
        return holders.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    @Override
    public synchronized boolean deleteUnused(RoleId role) {
        return !holders().containsKey(role) && roles.remove(role) != null;
    }

    @Override
    public synchronized boolean deleteAndReplace(RoleId role, RoleId replacement) {
        if (roles.remove(role) == null) {
            return false;
        }
        grants.replace(role, replacement);
        users.list().stream()
                .filter(user -> user.role().equals(role))
                .forEach(user -> users.update(new UserRecord(
                        user.id(),
                        user.name(),
                        replacement,
                        user.disabled(),
                        user.passwordHash(),
                        user.created(),
                        user.lastSignIn())));
        return true;
    }

    private void checkName(RoleRecord role) {
        if (roles.values().stream()
                .anyMatch(other -> !other.id().equals(role.id()) && other.name().equalsIgnoreCase(role.name()))) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", role.name());
        }
    }
}
