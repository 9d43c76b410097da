package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.IdentityStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Identities in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryIdentityStore implements IdentityStore {
    private final List<IdentityRecord> identities = new ArrayList<>();

    @Override
    public synchronized boolean insert(IdentityRecord identity) {
        boolean taken = identities.stream()
                .filter(at(identity.provider()))
                .anyMatch(known -> known.subject().equals(identity.subject())
                        || known.user().equals(identity.user()));
        return !taken && identities.add(identity);
    }

    @Override
    public synchronized Optional<IdentityRecord> find(String provider, String subject) {
        return identities.stream()
                .filter(at(provider))
                .filter(known -> known.subject().equals(subject))
                .findAny();
    }

    @Override
    public synchronized List<IdentityRecord> of(UserId user) {
        return identities.stream()
                .filter(known -> known.user().equals(user))
                .sorted(Comparator.comparing(IdentityRecord::created).thenComparing(IdentityRecord::provider))
                .toList();
    }

    @Override
    public synchronized int count(String provider) {
        return (int) identities.stream().filter(at(provider)).count();
    }

    @Override
    public synchronized void used(String provider, String subject, String name, @Nullable String email, Instant at) {
        identities.replaceAll(
                known -> known.provider().equals(provider) && known.subject().equals(subject)
                        ? new IdentityRecord(
                                provider, subject, known.user(), name, email, known.madeWith(), known.created(), at)
                        : known);
    }

    @Override
    public synchronized boolean delete(UserId user, String provider) {
        return deleteAll(at(provider).and(known -> known.user().equals(user))) == 1;
    }

    @Override
    public synchronized int deleteAll(String provider) {
        return deleteAll(at(provider));
    }

    @Override
    public synchronized int deleteAll(UserId user) {
        return deleteAll(known -> known.user().equals(user));
    }

    private int deleteAll(Predicate<IdentityRecord> which) {
        int before = identities.size();
        identities.removeIf(which);
        return before - identities.size();
    }

    private static Predicate<IdentityRecord> at(String provider) {
        return known -> known.provider().equals(provider);
    }
}
