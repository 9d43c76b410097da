package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link IdentityStore} must do. */
public abstract class IdentityStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private IdentityStore store;

    /** A store without identities; asked before each test. */
    protected abstract IdentityStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void anIdentityComesBackAsItWasStored() {
        var identity = new IdentityRecord("one", "s".repeat(255), ANNA, "änna", "a@example.org", "print", NOW, NOW);
        assertTrue(store.insert(identity));
        assertEquals(Optional.of(identity), store.find("one", "s".repeat(255)));
        assertEquals(List.of(identity), store.of(ANNA));
        assertEquals(1, store.count("one"));
        assertEquals(0, store.count("two"));
    }

    @Test
    void anIdentityBelongsToOneAccountAndAnAccountHasOneAtEachProvider() {
        assertTrue(store.insert(identity("one", "a", ANNA)));
        assertFalse(store.insert(identity("one", "a", BERTA)));
        assertFalse(store.insert(identity("one", "b", ANNA)));
        assertTrue(store.insert(identity("two", "a", BERTA)));
        assertEquals(ANNA, store.find("one", "a").orElseThrow().user());
    }

    @Test
    void ofManyAtOnceOneBindsIt() throws Exception {
        var won = AtOnce.run(8, () -> store.insert(identity("one", "a", UserId.create())));
        assertEquals(1, Collections.frequency(won, true));
    }

    @Test
    void subjectsDifferInCase() {
        assertTrue(store.insert(identity("one", "a", ANNA)));
        assertEquals(Optional.empty(), store.find("one", "A"));
        assertTrue(store.insert(identity("one", "A", BERTA)));
    }

    @Test
    void whatIsKnownOfItFollowsEachUse() {
        store.insert(identity("one", "a", ANNA));
        store.used("one", "a", "new name", "new@example.org", NOW.plusSeconds(9));
        var read = store.find("one", "a").orElseThrow();
        assertEquals("new name", read.name());
        assertEquals("new@example.org", read.email());
        assertEquals(NOW.plusSeconds(9), read.lastUsed());
        store.used("one", "a", "new name", null, NOW.plusSeconds(9));
        assertEquals(null, store.find("one", "a").orElseThrow().email());
    }

    @Test
    void theyGoOneByOneWithTheirProviderAndWithTheirAccount() {
        store.insert(identity("one", "a", ANNA));
        store.insert(identity("two", "a", ANNA));
        store.insert(identity("one", "b", BERTA));
        store.insert(identity("three", "b", BERTA));
        assertFalse(store.delete(BERTA, "two"));
        assertTrue(store.delete(ANNA, "two"));
        assertEquals(2, store.deleteAll("one"));
        assertEquals(List.of(), store.of(ANNA));
        assertEquals(1, store.deleteAll(BERTA));
    }

    private static IdentityRecord identity(String provider, String subject, UserId user) {
        return new IdentityRecord(provider, subject, user, "name", null, null, NOW, null);
    }
}
