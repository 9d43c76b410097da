package io.ostler.panel.auth.internal.apikey;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.ApiKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.session.Accounts;
import io.ostler.panel.auth.internal.session.SessionEnds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * All keys: those in use in memory, read again each second because another panel may have revoked them; all in the
 * store. A key comes into memory under the read lock and leaves it under the write lock, so one that was revoked can't
 * come back from a read that began before. Thread-safe.
 */
@Component(service = {KeyBook.class, TableListener.class})
public final class KeyBook implements TableListener {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ApiKeyStore store;
    private final UserStore users;
    private final Accounts accounts;
    private final SessionEnds ends;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, LiveKey> bySecretHash = new ConcurrentHashMap<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final KeyCare care = new KeyCare(this);

    @Activate
    public KeyBook(BundleContext context, @Reference ApiKeyStore store, @Reference UserStore users) {
        this(store, users, new SessionEnds(context), InstantSource.system(), System::nanoTime);
    }

    public KeyBook(ApiKeyStore store, UserStore users, SessionEnds ends, InstantSource clock, LongSupplier nanos) {
        this.store = store;
        this.users = users;
        accounts = new Accounts(users, nanos);
        this.ends = ends;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Deactivate
    public void close() {
        care.close();
    }

    InstantSource clock() {
        return clock;
    }

    boolean insert(ApiKey key, String secretHash) {
        return store.insert(new ApiKeyStore.KeyRecord(key, secretHash));
    }

    /** The key of that secret, if there is one; whether it holds is another question. */
    Optional<LiveKey> bySecret(String secretHash) {
        var live = bySecretHash.get(secretHash);
        if (live != null && nanos.getAsLong() - live.read() < FRESH_NANOS) {
            return Optional.of(live);
        }
        return Optional.ofNullable(load(secretHash, live));
    }

    private @Nullable LiveKey load(String secretHash, @Nullable LiveKey known) {
        LiveKey loaded;
        lock.readLock().lock();
        try {
            loaded = store.findBySecretHash(secretHash)
                    .map(stored -> remembered(stored.key(), secretHash))
                    .orElse(null);
        } finally {
            lock.readLock().unlock();
        }
        if (loaded == null && known != null && bySecretHash.remove(secretHash, known)) {
            tell(known.key); // another panel revoked it
        }
        return loaded;
    }

    private LiveKey remembered(ApiKey key, String secretHash) {
        var live = bySecretHash.computeIfAbsent(secretHash, hash -> new LiveKey(key, hash, nanos.getAsLong()));
        live.readAgain(nanos.getAsLong());
        care.watch(live.key);
        return live;
    }

    Optional<LiveKey> byHandle(String handle) {
        if (!handle.startsWith(ApiKeys.HANDLE)) {
            return Optional.empty();
        }
        lock.readLock().lock();
        try {
            return store.find(handle.substring(ApiKeys.HANDLE.length()))
                    .map(stored -> remembered(stored.key(), stored.secretHash()));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** With their last use as it is now. */
    List<ApiKey> of(UserId user) {
        return store.of(user).stream().map(this::present).toList();
    }

    List<ApiKey> all() {
        return store.all().stream().map(this::present).toList();
    }

    private ApiKey present(ApiKey stored) {
        for (var live : bySecretHash.values()) {
            if (live.key.id().equals(stored.id())) {
                return live.present();
            }
        }
        return stored;
    }

    boolean revoke(ApiKey key) {
        boolean was;
        lock.writeLock().lock();
        try {
            was = store.delete(key.id());
            bySecretHash.values().removeIf(live -> live.key.id().equals(key.id()));
        } finally {
            lock.writeLock().unlock();
        }
        tell(key);
        return was;
    }

    /** Ends everything that rests on an account's keys; they open it again if they still may. */
    public void endStreams(UserId user) {
        store.of(user).forEach(this::tell);
    }

    /** The same for keys of any account. */
    void endStreams(Predicate<ApiKey> which) {
        store.all().stream().filter(which).forEach(this::tell);
    }

    /** Another panel revoked one. */
    @Override
    public void changed(String table, @Nullable String id) {
        if (table.isEmpty() || table.equals("ostler_api_key")) {
            for (var live : inMemory()) {
                if (id == null || live.key.id().equals(id)) {
                    load(live.secretHash, live);
                }
            }
        }
    }

    /** Whose keys are in use here. */
    public Set<UserId> users() {
        return inMemory().stream().map(live -> live.key.user()).collect(Collectors.toSet());
    }

    /** With those that are just being read from the store. */
    private List<LiveKey> inMemory() {
        lock.writeLock().lock();
        try {
            return List.copyOf(bySecretHash.values());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The account as it is now; empty when it is disabled or gone. */
    Optional<UserRecord> account(ApiKey key) {
        return accounts.enabled(key.user());
    }

    /** The account is another now: its keys count as its own from this moment; with the account they go. */
    public void changed(UserId user) {
        accounts.changed(user);
        if (accounts.enabled(user).isEmpty()) {
            endStreams(user);
        }
        if (users.find(user).isEmpty()) {
            store.of(user).forEach(this::revoke);
        }
    }

    /** It has expired: nothing rests on it any more. It stays in the list, so that people see why it holds no more. */
    void expired(ApiKey key) {
        tell(key);
    }

    void writeLastUses() {
        for (var live : new ArrayList<>(bySecretHash.values())) {
            var use = live.unwritten();
            if (use != null) {
                store.used(live.key.id(), use.at(), use.address());
                live.written(use);
            }
        }
    }

    private void tell(ApiKey key) {
        ends.tell(key.user(), key.handle());
    }
}
