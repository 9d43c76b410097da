package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import io.ostler.panel.api.store.ApiKeyStore;
import io.ostler.panel.api.store.ApiKeyStore.KeyRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} must do. */
public abstract class ApiKeyStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private ApiKeyStore store;

    /** A store without keys; asked before each test. */
    protected abstract ApiKeyStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aKeyComesBackAsItWasStored() {
        var key = new KeyRecord(
                new ApiKey(
                        "one",
                        ANNA,
                        "shop",
                        Set.of("instance.view", "instance.power"),
                        Set.of(InstanceId.create(), InstanceId.create()),
                        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("2001:db8::/32")),
                        NOW,
                        NOW.plusSeconds(60),
                        null,
                        ""),
                "a".repeat(64));
        assertTrue(store.insert(key));
        assertEquals(Optional.of(key), store.find("one"));
        assertEquals(Optional.of(key), store.findBySecretHash("a".repeat(64)));
        assertEquals(List.of(key.key()), store.of(ANNA));
        assertEquals(List.of(), store.of(BERTA));
    }

    @Test
    void noScopeIsAnotherThanAnEmptyOne() {
        var all = key("one", ANNA, "all");
        var none = new KeyRecord(
                new ApiKey("two", ANNA, "none", Set.of(), Set.of(), List.of(), NOW, null, null, ""), "hash-two");
        store.insert(all);
        store.insert(none);
        assertEquals(List.of(all.key(), none.key()), store.of(ANNA));
    }

    @Test
    void anAccountHasANameOnce() {
        assertTrue(store.insert(key("one", ANNA, "Shop")));
        assertFalse(store.insert(key("two", ANNA, "shOP")));
        assertTrue(store.insert(key("three", BERTA, "Shop")));
        assertEquals(2, store.all().size());
    }

    @Test
    void aDeletedKeyIsGone() {
        store.insert(key("one", ANNA, "shop"));
        assertTrue(store.delete("one"));
        assertFalse(store.delete("one"));
        assertEquals(Optional.empty(), store.find("one"));
        assertEquals(Optional.empty(), store.findBySecretHash("hash-one"));
    }

    @Test
    void itIsRememberedWhenAndWhereAKeyWasUsed() {
        store.insert(key("one", ANNA, "shop"));
        store.used("one", NOW.plusSeconds(5), "192.0.2.1");
        store.used("none", NOW, "192.0.2.2");
        var used = store.find("one").orElseThrow().key();
        assertEquals(NOW.plusSeconds(5), used.lastUsed());
        assertEquals("192.0.2.1", used.lastAddress());
    }

    @Test
    void largeScopesFit() {
        var permissions =
                IntStream.range(0, 150).mapToObj(i -> "p".repeat(70) + "." + i).collect(Collectors.toSet());
        var instances =
                IntStream.range(0, 100).mapToObj(i -> InstanceId.create()).collect(Collectors.toSet());
        var addresses = IntStream.range(0, 50)
                .mapToObj(i -> AddressRange.parse("2001:db8:1111:2222:3333:4444:5555:" + i + "/127"))
                .toList();
        var key = new ApiKey("one", ANNA, "n".repeat(100), permissions, instances, addresses, NOW, null, null, "");
        assertTrue(store.insert(new KeyRecord(key, "hash")));
        assertEquals(List.of(key), store.all());
    }

    private static KeyRecord key(String id, UserId user, String name) {
        return new KeyRecord(new ApiKey(id, user, name, null, null, List.of(), NOW, null, null, ""), "hash-" + id);
    }
}
