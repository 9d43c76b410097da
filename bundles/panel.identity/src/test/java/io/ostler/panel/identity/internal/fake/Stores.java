package io.ostler.panel.identity.internal.fake;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.OneTimeStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stores in memory, as their contracts say. */
public final class Stores {
    private Stores() {}

    public static final class Identities implements IdentityStore {
        private final List<IdentityRecord> all = new CopyOnWriteArrayList<>();

        @Override
        public synchronized boolean insert(IdentityRecord identity) {
            boolean taken = all.stream()
                    .anyMatch(known -> known.provider().equals(identity.provider())
                            && (known.subject().equals(identity.subject())
                                    || known.user().equals(identity.user())));
            return !taken && all.add(identity);
        }

        @Override
        public Optional<IdentityRecord> find(String provider, String subject) {
            return all.stream()
                    .filter(known ->
                            known.provider().equals(provider) && known.subject().equals(subject))
                    .findAny();
        }

        @Override
        public List<IdentityRecord> of(UserId user) {
            return all.stream().filter(known -> known.user().equals(user)).toList();
        }

        @Override
        public int count(String provider) {
            return (int) all.stream()
                    .filter(known -> known.provider().equals(provider))
                    .count();
        }

        @Override
        public void used(String provider, String subject, String name, @Nullable String email, Instant at) {
            // nobody looks at it here
        }

        @Override
        public boolean delete(UserId user, String provider) {
            return all.removeIf(
                    known -> known.user().equals(user) && known.provider().equals(provider));
        }

        @Override
        public int deleteAll(String provider) {
            return all.removeIf(known -> known.provider().equals(provider)) ? 1 : 0;
        }

        @Override
        public int deleteAll(UserId user) {
            return all.removeIf(known -> known.user().equals(user)) ? 1 : 0;
        }
    }

    public static final class OneTimes implements OneTimeStore {
        private record Kept(String purpose, String content, Instant expires) {}

        private final Map<String, Kept> all = new HashMap<>();

        @Override
        public synchronized void put(String hash, String purpose, String content, Instant expires) {
            all.put(hash, new Kept(purpose, content, expires));
        }

        @Override
        public synchronized Optional<String> take(String hash, String purpose, Instant now) {
            var kept = all.get(hash);
            if (kept == null || !kept.purpose().equals(purpose) || !now.isBefore(kept.expires())) {
                return Optional.empty();
            }
            all.remove(hash);
            return Optional.of(kept.content());
        }

        @Override
        public synchronized int deleteExpired(Instant before) {
            return all.values().removeIf(kept -> kept.expires().isBefore(before)) ? 1 : 0;
        }

        /** Everything that a thief of the database would read. */
        public synchronized String text() {
            return all.toString();
        }
    }
}
