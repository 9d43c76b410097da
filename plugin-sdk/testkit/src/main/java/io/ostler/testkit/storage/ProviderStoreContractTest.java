package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.ProviderStore.RuleRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ProviderStore} must do. */
public abstract class ProviderStoreContractTest {
    private ProviderStore store;

    /** A store without providers; asked before each test. */
    protected abstract ProviderStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aProviderComesBackAsItWasStored() {
        var provider = provider("one", 0, Map.of("issuer", "https://ä.example", "certificate", "x".repeat(16_000)));
        store.insert(provider);
        assertEquals(Optional.of(provider), store.find("one"));
        assertEquals(List.of(provider), store.list());
        assertEquals(Optional.empty(), store.find("two"));
    }

    @Test
    void rulesKeepTheirOrderAndSettingsThatWentStayAway() {
        store.insert(provider("one", 3, Map.of("a", "1", "b", "2")));
        var next = new ProviderRecord(
                "one",
                "oidc",
                "Work",
                "",
                9,
                false,
                false,
                null,
                false,
                List.of(new RuleRecord("z", RoleId.USER), new RuleRecord("a", RoleId.OPERATOR)),
                Map.of("b", "3"),
                false);
        assertTrue(store.update(next));
        var read = store.find("one").orElseThrow();
        assertEquals(next.rules(), read.rules());
        assertEquals(Map.of("b", "3"), read.settings());
        assertFalse(read.asksSecondFactor());
        assertEquals(3, read.position(), "the position is not an update's");
        assertFalse(store.update(provider("none", 0, Map.of())));
    }

    @Test
    void theOrderIsTheListsOrder() {
        store.insert(provider("a", 0, Map.of()));
        store.insert(provider("b", 1, Map.of()));
        store.insert(provider("c", 2, Map.of()));
        store.order(List.of("c", "a", "b"));
        assertEquals(
                List.of("c", "a", "b"),
                store.list().stream().map(ProviderRecord::id).toList());
    }

    @Test
    void whatIsDeletedLeavesNothing() {
        store.insert(provider("one", 0, Map.of("a", "1")));
        assertTrue(store.delete("one"));
        assertFalse(store.delete("one"));
        store.insert(new ProviderRecord(
                "one", "ldap", "Again", "", 0, true, false, null, false, List.of(), Map.of(), false));
        assertEquals(Map.of(), store.find("one").orElseThrow().settings());
        assertEquals(List.of(), store.find("one").orElseThrow().rules());
    }

    private static ProviderRecord provider(String id, int position, Map<String, String> settings) {
        return new ProviderRecord(
                id,
                "oidc",
                "Keycloak",
                "key",
                position,
                true,
                true,
                RoleId.USER,
                true,
                List.of(new RuleRecord("cn=Admins,dc=example", RoleId.ADMINISTRATOR)),
                settings,
                true);
    }
}
