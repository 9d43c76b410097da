package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.FactorStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Second factors in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryFactorStore implements FactorStore {
    private final Map<UserId, TotpRecord> apps = new HashMap<>();
    private final Map<UserId, Set<String>> codes = new HashMap<>();

    @Override
    public synchronized Optional<TotpRecord> totp(UserId user) {
        return Optional.ofNullable(apps.get(user));
    }

    @Override
    public synchronized boolean begin(TotpRecord totp) {
        var present = apps.get(totp.user());
        if (present != null && present.confirmed()) {
            return false;
        }
        apps.put(totp.user(), totp);
        return true;
    }

    @Override
    public synchronized boolean confirm(UserId user, String sealed, long step) {
        var present = apps.get(user);
        if (present == null || present.confirmed() || !present.sealed().equals(sealed)) {
            return false;
        }
        apps.put(user, new TotpRecord(user, sealed, true, step, present.created()));
        return true;
    }

    @Override
    public synchronized boolean useStep(UserId user, long step) {
        var present = apps.get(user);
        if (present == null || !present.confirmed() || present.lastStep() >= step) {
            return false;
        }
        apps.put(user, new TotpRecord(user, present.sealed(), true, step, present.created()));
        return true;
    }

    @Override
    public synchronized void reseal(UserId user, String expected, String next) {
        apps.computeIfPresent(
                user,
                (id, app) -> app.sealed().equals(expected)
                        ? new TotpRecord(id, next, app.confirmed(), app.lastStep(), app.created())
                        : app);
    }

    @Override
    public synchronized void removeTotp(UserId user) {
        apps.remove(user);
    }

    @Override
    public synchronized void putCodes(UserId user, List<String> hashes) {
        codes.put(user, new HashSet<>(hashes));
    }

    @Override
    public synchronized boolean takeCode(UserId user, String hash) {
        var present = codes.get(user);
        return present != null && present.remove(hash);
    }

    @Override
    public synchronized int countCodes(UserId user) {
        return codes.getOrDefault(user, Set.of()).size();
    }
}
