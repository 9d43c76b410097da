package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.panel.api.store.OneTimeStore;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeStore} must do. */
public abstract class OneTimeStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    private OneTimeStore store;

    /** A store without anything; asked before each test. */
    protected abstract OneTimeStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void itIsTakenOnce() {
        store.put(HASH, "link", "x".repeat(16_000), NOW.plusSeconds(60));
        assertEquals(Optional.of("x".repeat(16_000)), store.take(HASH, "link", NOW));
        assertEquals(Optional.empty(), store.take(HASH, "link", NOW));
    }

    @Test
    void ofManyAtOnceOneHasIt() throws Exception {
        store.put(HASH, "link", "content", NOW.plusSeconds(60));
        var won = AtOnce.run(8, () -> store.take(HASH, "link", NOW).isPresent());
        assertEquals(1, Collections.frequency(won, true));
    }

    @Test
    void anotherPurposeDoesntFindItAndLeavesIt() {
        store.put(HASH, "link", "content", NOW.plusSeconds(60));
        assertEquals(Optional.empty(), store.take(HASH, "attempt", NOW));
        assertEquals(Optional.of("content"), store.take(HASH, "link", NOW));
    }

    @Test
    void whatIsOverIsNotTaken() {
        store.put(HASH, "link", "content", NOW.plusSeconds(60));
        assertEquals(Optional.empty(), store.take(HASH, "link", NOW.plusSeconds(60)));
        assertEquals(0, store.deleteExpired(NOW.plusSeconds(60)));
        assertEquals(1, store.deleteExpired(NOW.plusSeconds(61)));
    }
}
