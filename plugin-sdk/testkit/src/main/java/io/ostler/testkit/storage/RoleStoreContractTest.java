package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleGrantStore;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.api.store.RoleStore.RoleRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RoleStore} must do, with the stores that say who has roles. */
public abstract class RoleStoreContractTest {

    /** Three stores of one database. */
    public record Stores(RoleStore roles, RoleGrantStore grants, UserStore users) {}

    private final RoleId helper = new RoleId("helper");
    private final RoleId other = new RoleId("other");

    private RoleStore store;
    private RoleGrantStore grants;
    private UserStore users;

    /** Stores without roles, grants and accounts; asked before each test. */
    protected abstract Stores emptyStores() throws Exception;

    @BeforeEach
    void open() throws Exception {
        var stores = emptyStores();
        store = stores.roles();
        grants = stores.grants();
        users = stores.users();
    }

    private static RoleRecord role(RoleId id, String name, long revision, String... permissions) {
        return new RoleRecord(id, name, "What they\ndo: é 名", Set.of(permissions), Set.of("a.own"), revision);
    }

    private UserId user(String name, RoleId role) {
        var id = UserId.create();
        users.insert(new UserRecord(id, name, role, false, "hash", Instant.ofEpochMilli(1), null));
        return id;
    }

    @Test
    void aRoleComesBackAsStored() {
        var role = role(helper, "Helper é 名", 1, "instance.view", "plugin-of-others.thing.do");
        store.insert(role);
        assertEquals(List.of(role), store.list());
    }

    @Test
    void aRoleWithoutPermissionsComesBackAsStored() {
        var role = new RoleRecord(helper, "Helper", "", Set.of(), Set.of(), 1);
        store.insert(role);
        assertEquals(List.of(role), store.list());
    }

    @Test
    void aRoleMayHoldManyPermissions() {
        var many = IntStream.range(0, 150)
                .mapToObj(i -> "plug-in-number-" + i + "." + "x".repeat(60))
                .collect(Collectors.toSet());
        var role = new RoleRecord(helper, "Helper", "", many, many, 1);
        store.insert(role);
        assertEquals(List.of(role), store.list());
    }

    @Test
    void namesAreTakenWithoutRegardToCase() {
        store.insert(role(helper, "Helper", 1));
        assertFails(ErrorCode.NAME_TAKEN, () -> store.insert(role(other, "hELPER", 1)));
        assertFails(ErrorCode.CONFLICT, () -> store.insert(role(helper, "Another", 1)));
        store.insert(role(other, "Other", 1));
        assertFails(ErrorCode.NAME_TAKEN, () -> store.update(role(other, "HELPER", 2)));
        assertEquals(2, store.list().size());
    }

    @Test
    void onlyTheNextRevisionIsTaken() {
        store.insert(role(helper, "Helper", 1));
        assertTrue(store.update(role(helper, "Helper", 2, "b.c")));
        assertFalse(store.update(role(helper, "Late", 2, "d.e")));
        assertFalse(store.update(role(other, "Missing", 2)));
        assertEquals(List.of(role(helper, "Helper", 2, "b.c")), store.list());
    }

    @Test
    void holdersAreCountedOnceWhateverTheyHaveItBy() {
        var ada = user("ada", helper);
        user("bob", RoleId.USER);
        var cleo = user("cleo", helper);
        grants.insert(new RoleGrant("g1", ada, helper, null, null));
        grants.insert(new RoleGrant("g2", cleo, other, null, Instant.ofEpochMilli(5)));
        grants.insert(new RoleGrant("g3", cleo, other, null, null));
        assertEquals(Map.of(helper, 2, RoleId.USER, 1, other, 1), store.holders());
    }

    @Test
    void whatSomebodyHasStays() {
        store.insert(role(helper, "Helper", 1));
        store.insert(role(other, "Other", 1));
        user("ada", helper);
        grants.insert(new RoleGrant("g1", UserId.create(), other, null, null));
        assertFalse(store.deleteUnused(helper));
        assertFalse(store.deleteUnused(other));
        assertTrue(grants.delete("g1"));
        assertTrue(store.deleteUnused(other));
        assertFalse(store.deleteUnused(other));
        assertEquals(List.of(role(helper, "Helper", 1)), store.list());
    }

    @Test
    void aReplacementTakesItsPlaceEverywhere() {
        store.insert(role(helper, "Helper", 1));
        var ada = user("ada", helper);
        var bob = user("bob", RoleId.OPERATOR);
        grants.insert(new RoleGrant("g1", bob, helper, null, null));
        assertTrue(store.deleteAndReplace(helper, RoleId.USER));
        assertFalse(store.deleteAndReplace(helper, RoleId.OPERATOR));
        assertEquals(RoleId.USER, users.find(ada).orElseThrow().role());
        assertEquals(RoleId.OPERATOR, users.find(bob).orElseThrow().role());
        assertEquals(List.of(new RoleGrant("g1", bob, RoleId.USER, null, null)), grants.list());
        assertEquals(List.of(), store.list());
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }
}
