package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.store.SshKeyStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SshKeyStore} must do. */
public abstract class SshKeyStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private SshKeyStore store;

    /** A store without keys; asked before each test. */
    protected abstract SshKeyStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aKeyComesBackAsItWasStored() {
        var key = key("one", ANNA, "laptop", "SHA256:a");
        assertTrue(store.insert(key));
        assertEquals(List.of(key), store.of(ANNA));
        assertEquals(List.of(), store.of(BERTA));
    }

    @Test
    void anAccountHasAKeyAndANameOnce() {
        assertTrue(store.insert(key("one", ANNA, "Laptop", "SHA256:a")));
        assertFalse(store.insert(key("two", ANNA, "other", "SHA256:a")));
        assertFalse(store.insert(key("three", ANNA, "lapTOP", "SHA256:b")));
        assertTrue(store.insert(key("four", BERTA, "Laptop", "SHA256:a")));
        assertEquals(1, store.of(ANNA).size());
    }

    @Test
    void nobodyDeletesAForeignKey() {
        store.insert(key("one", ANNA, "laptop", "SHA256:a"));
        assertFalse(store.delete(BERTA, "one"));
        assertTrue(store.delete(ANNA, "one"));
        assertFalse(store.delete(ANNA, "one"));
        assertEquals(List.of(), store.of(ANNA));
    }

    @Test
    void itIsRememberedWhenAKeyWasUsed() {
        store.insert(key("one", ANNA, "laptop", "SHA256:a"));
        store.used("one", NOW.plusSeconds(5));
        store.used("none", NOW);
        assertEquals(NOW.plusSeconds(5), store.of(ANNA).getFirst().lastUsed());
    }

    @Test
    void longKeysFit() {
        var key = new SshKey(
                "one", ANNA, "n".repeat(100), "ssh-rsa " + "A".repeat(3000), "SHA256:" + "a".repeat(43), NOW, null);
        assertTrue(store.insert(key));
        assertEquals(List.of(key), store.of(ANNA));
    }

    private static SshKey key(String id, UserId user, String name, String fingerprint) {
        return new SshKey(id, user, name, "ssh-ed25519 AAAA" + id, fingerprint, NOW, null);
    }
}
