package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.PasskeyStore;
import io.ostler.panel.api.store.PasskeyStore.PasskeyRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PasskeyStore} must do. */
public abstract class PasskeyStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private PasskeyStore store;

    /** A store without passkeys; asked before each test. */
    protected abstract PasskeyStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aPasskeyComesBackAsItWasStored() {
        var passkey = passkey("one", ANNA, "Laptop", 0);
        assertTrue(store.insert(passkey));
        assertEquals(Optional.of(passkey), store.find("one"));
        assertEquals(List.of(passkey), store.of(ANNA));
        assertEquals(List.of(), store.of(BERTA));
        assertEquals(Optional.empty(), store.find("two"));
    }

    @Test
    void aCredentialIsKnownOnceAndANameOncePerAccount() {
        assertTrue(store.insert(passkey("one", ANNA, "Laptop", 0)));
        assertFalse(store.insert(passkey("one", BERTA, "Other", 0)));
        assertFalse(store.insert(passkey("two", ANNA, "lapTOP", 0)));
        assertTrue(store.insert(passkey("three", BERTA, "Laptop", 0)));
    }

    @Test
    void aNameCanBeChangedByItsOwnerToOneThatIsFree() {
        store.insert(passkey("one", ANNA, "Laptop", 0));
        store.insert(passkey("two", ANNA, "Key", 0));
        assertTrue(store.rename(ANNA, "one", "LAPTOP"));
        assertEquals("LAPTOP", store.find("one").orElseThrow().name());
        assertFalse(store.rename(ANNA, "one", "kEy"));
        assertFalse(store.rename(BERTA, "one", "Mine"));
        assertFalse(store.rename(ANNA, "three", "New"));
        assertEquals("LAPTOP", store.find("one").orElseThrow().name());
    }

    @Test
    void aCounterOnlyGrows() throws Exception {
        store.insert(passkey("counts", ANNA, "a", 5));
        assertFalse(store.used("counts", 5, NOW));
        assertFalse(store.used("counts", 0, NOW));
        var used = AtOnce.run(6, () -> store.used("counts", 6, NOW.plusSeconds(1)));
        assertEquals(1, Collections.frequency(used, true));
        var found = store.find("counts").orElseThrow();
        assertEquals(6, found.count());
        assertEquals(NOW.plusSeconds(1), found.lastUsed());
        store.insert(passkey("doesn't", ANNA, "b", 0));
        assertTrue(store.used("doesn't", 0, NOW));
        assertTrue(store.used("doesn't", 0, NOW));
    }

    @Test
    void nobodyDeletesAForeignPasskey() {
        store.insert(passkey("one", ANNA, "a", 0));
        assertFalse(store.delete(BERTA, "one"));
        assertTrue(store.delete(ANNA, "one"));
        assertEquals(List.of(), store.of(ANNA));
    }

    @Test
    void theLongestCredentialFits() {
        var long1 = new PasskeyRecord(
                "i".repeat(1364), ANNA, "n".repeat(80), "h".repeat(253), "k".repeat(3000), 1L << 32, NOW, null);
        assertTrue(store.insert(long1));
        assertEquals(List.of(long1), store.of(ANNA));
    }

    private static PasskeyRecord passkey(String id, UserId user, String name, long count) {
        return new PasskeyRecord(id, user, name, "panel.example", "key", count, NOW, null);
    }
}
