package io.ostler.panel.auth.internal.session;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Accounts as they are now: remembered for a second, so that many requests of one person cost one read, and forgotten
 * at once when somebody says that they changed. Thread-safe.
 */
public final class Accounts {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private record Entry(Optional<UserRecord> account, long read) {}

    private final UserStore store;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<UserId, Entry> entries = new ConcurrentHashMap<>();

    public Accounts(UserStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** The account if it exists and isn't disabled. */
    public Optional<UserRecord> enabled(UserId user) {
        var entry = entries.get(user);
        if (entry == null || !isFresh(entry)) {
            // Reads inside the map's own lock, so that changed() can't come between the read and its entry.
            entry = entries.compute(
                    user,
                    (id, other) ->
                            other != null && isFresh(other) ? other : new Entry(store.find(id), nanos.getAsLong()));
        }
        return entry.account.filter(account -> !account.disabled());
    }

    public void changed(UserId user) {
        entries.remove(user);
    }

    private boolean isFresh(Entry entry) {
        return nanos.getAsLong() - entry.read < FRESH_NANOS;
    }
}
