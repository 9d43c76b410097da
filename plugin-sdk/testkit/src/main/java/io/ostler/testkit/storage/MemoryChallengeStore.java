package io.ostler.testkit.storage;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.ChallengeStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Challenges in memory, for tests of what stands above the store; fulfils the store's contract. Thread-safe. */
public final class MemoryChallengeStore implements ChallengeStore {
    private final Map<String, ChallengeRecord> challenges = new HashMap<>();
    private final Map<String, Integer> tries = new HashMap<>();

    @Override
    public synchronized void insert(ChallengeRecord challenge) {
        challenges.put(challenge.tokenHash(), challenge);
    }

    @Override
    public synchronized Optional<ChallengeRecord> find(String tokenHash) {
        return Optional.ofNullable(challenges.get(tokenHash));
    }

    @Override
    public synchronized boolean attempt(String tokenHash, int most) {
        return challenges.containsKey(tokenHash) && tries.merge(tokenHash, 1, Integer::sum) <= most;
    }

    @Override
    public synchronized boolean take(String tokenHash) {
        return challenges.remove(tokenHash) != null;
    }

    @Override
    public synchronized void deleteOf(UserId user) {
        challenges.values().removeIf(challenge -> user.equals(challenge.user()));
    }

    @Override
    public synchronized int deleteExpired(Instant before) {
        int count = challenges.size();
        challenges.values().removeIf(challenge -> challenge.expires().isBefore(before));
        return count - challenges.size();
    }
}
