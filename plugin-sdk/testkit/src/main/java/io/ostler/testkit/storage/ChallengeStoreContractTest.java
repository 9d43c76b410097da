package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.ChallengeStore;
import io.ostler.panel.api.store.ChallengeStore.ChallengeRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChallengeStore} must do. */
public abstract class ChallengeStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();

    private ChallengeStore store;

    /** A store without challenges; asked before each test. */
    protected abstract ChallengeStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aChallengeComesBackAsItWasStored() {
        var hers = challenge("a", ANNA);
        var nobodys = challenge("b", null);
        store.insert(hers);
        store.insert(nobodys);
        assertEquals(Optional.of(hers), store.find(hers.tokenHash()));
        assertEquals(Optional.of(nobodys), store.find(nobodys.tokenHash()));
        assertEquals(Optional.empty(), store.find("0".repeat(64)));
    }

    @Test
    void triesAreCountedExactly() throws Exception {
        var hers = challenge("a", ANNA);
        store.insert(hers);
        var tried = AtOnce.run(8, () -> store.attempt(hers.tokenHash(), 5));
        assertEquals(5, Collections.frequency(tried, true));
        assertFalse(store.attempt("0".repeat(64), 5));
    }

    @Test
    void exactlyOneTakesIt() throws Exception {
        var hers = challenge("a", ANNA);
        store.insert(hers);
        var taken = AtOnce.run(8, () -> store.take(hers.tokenHash()));
        assertEquals(1, Collections.frequency(taken, true));
        assertEquals(Optional.empty(), store.find(hers.tokenHash()));
    }

    @Test
    void theyGoWithTheirUserAndWithTime() {
        store.insert(challenge("a", ANNA));
        store.insert(challenge("b", null));
        store.deleteOf(ANNA);
        assertTrue(store.find("a".repeat(64)).isEmpty());
        assertEquals(0, store.deleteExpired(NOW));
        assertEquals(1, store.deleteExpired(NOW.plusMillis(1)));
    }

    private static ChallengeRecord challenge(String letter, @Nullable UserId user) {
        return new ChallengeRecord(letter.repeat(64), "second-step", user, "data ä".repeat(1000), NOW);
    }
}
