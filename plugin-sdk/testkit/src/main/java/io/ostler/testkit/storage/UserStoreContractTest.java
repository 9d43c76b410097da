package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} must do. */
public abstract class UserStoreContractTest {
    private static final Instant CREATED = Instant.parse("2026-03-29T01:30:00.123Z");
    private static final Instant SIGNED_IN = Instant.parse("2026-10-25T00:59:59.999Z");

    private UserStore store;

    /** A store without accounts; asked before each test. */
    protected abstract UserStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void anAccountComesBackAsItWasStored() {
        var user = new UserRecord(UserId.create(), "Anna", RoleId.ADMINISTRATOR, true, "$hash$", CREATED, SIGNED_IN);
        store.insert(user);
        assertEquals(Optional.of(user), store.find(user.id()));
        assertEquals(Optional.of(user), store.findByName("Anna"));
        assertEquals(List.of(user), store.list());
    }

    @Test
    void anAccountThatNeverSignedInSaysSo() {
        var user = user("anna", null);
        store.insert(user);
        assertEquals(Optional.of(user), store.find(user.id()));
    }

    @Test
    void ofManyFirstAccountsOneIsKept() throws Exception {
        var kept = AtOnce.run(8, () -> store.insertFirst(user(UserId.create().value().substring(0, 20), null)));
        assertEquals(1, kept.stream().filter(first -> first).count());
        assertEquals(1, store.list().size());
        assertFalse(store.insertFirst(user("late", null)));
    }

    @Test
    void anUnknownAccountIsEmpty() {
        assertEquals(Optional.empty(), store.find(UserId.create()));
        assertEquals(Optional.empty(), store.findByName("nobody"));
        assertEquals(List.of(), store.list());
    }

    @Test
    void aNameIsFoundInAnyCaseAndKeepsItsSpelling() {
        store.insert(user("Jörg.Ångström", null));
        assertEquals(
                "Jörg.Ångström", store.findByName("JÖRG.ångström").orElseThrow().name());
    }

    @Test
    void aNameIsTakenInAnyCase() {
        store.insert(user("Anna", null));
        assertFails(ErrorCode.NAME_TAKEN, () -> store.insert(user("aNNA", null)));
        assertEquals(1, store.list().size());
    }

    @Test
    void anIdentityIsNeverStoredTwice() {
        var user = user("anna", null);
        store.insert(user);
        assertFails(ErrorCode.CONFLICT, () -> store.insert(named(user, "berta")));
    }

    @Test
    void ofManyWhoTakeANameAtOnceExactlyOneGetsIt() throws Exception {
        var won = AtOnce.run(8, () -> {
            try {
                store.insert(user("anna", null));
                return true;
            } catch (OstlerException e) {
                assertEquals(ErrorCode.NAME_TAKEN, e.code());
                return false;
            }
        });
        assertEquals(1, won.stream().filter(w -> w).count());
        assertEquals(1, store.list().size());
    }

    @Test
    void theListIsSortedByNameWithoutRegardToCase() {
        for (var name : List.of("berta", "Anna", "Zoe", "dora", "Carl")) {
            store.insert(user(name, null));
        }
        assertEquals(
                List.of("Anna", "berta", "Carl", "dora", "Zoe"),
                store.list().stream().map(UserRecord::name).toList());
    }

    @Test
    void anUpdateReplacesTheWholeRecord() {
        var user = user("anna", SIGNED_IN);
        store.insert(user);
        var changed = new UserRecord(user.id(), "Berta", RoleId.ADMINISTRATOR, true, "other", CREATED, null);
        assertTrue(store.update(changed));
        assertEquals(Optional.of(changed), store.find(user.id()));
        assertEquals(Optional.empty(), store.findByName("anna"));
    }

    @Test
    void anUpdateOfNobodyChangesNothing() {
        assertFalse(store.update(user("anna", null)));
        assertEquals(List.of(), store.list());
    }

    @Test
    void aRenameToATakenNameIsRefusedButACaseChangeIsNot() {
        var anna = user("anna", null);
        store.insert(anna);
        store.insert(user("berta", null));
        assertFails(ErrorCode.NAME_TAKEN, () -> store.update(named(anna, "BERTA")));
        assertTrue(store.update(named(anna, "ANNA")));
    }

    @Test
    void signingInTouchesTheTimeAlone() {
        var user = user("anna", null);
        store.insert(user);
        store.signedIn(user.id(), SIGNED_IN);
        store.signedIn(UserId.create(), SIGNED_IN);
        var expected = new UserRecord(
                user.id(), user.name(), user.role(), user.disabled(), user.passwordHash(), user.created(), SIGNED_IN);
        assertEquals(List.of(expected), store.list());
    }

    @Test
    void aHashIsReplacedOnlyWhereItStillIsTheExpectedOne() {
        var user = user("anna", null);
        store.insert(user);
        assertTrue(store.replaceHash(user.id(), user.passwordHash(), "better"));
        assertFalse(store.replaceHash(user.id(), user.passwordHash(), "late"));
        assertFalse(store.replaceHash(UserId.create(), "better", "other"));
        assertEquals("better", store.find(user.id()).orElseThrow().passwordHash());
    }

    @Test
    void aDeletedAccountIsGoneAndItsNameFree() {
        var user = user("anna", null);
        store.insert(user);
        assertTrue(store.delete(user.id()));
        assertFalse(store.delete(user.id()));
        assertEquals(Optional.empty(), store.find(user.id()));
        store.insert(user("anna", null));
    }

    @Test
    void textOfAnyKindIsTextAndNeverSql() {
        var user =
                new UserRecord(UserId.create(), "o'Hara\";--? :x 🐎", RoleId.USER, false, "a:b ?c '':d", CREATED, null);
        store.insert(user);
        assertEquals(Optional.of(user), store.findByName(user.name()));
    }

    @Test
    void aNameThatIsTooLongIsRefusedAndNeverCut() {
        assertFails(ErrorCode.VALUE_OUT_OF_RANGE, () -> store.insert(user("a".repeat(5000), null)));
        assertEquals(List.of(), store.list());
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }

    private static UserRecord user(String name, @Nullable Instant signedIn) {
        return new UserRecord(UserId.create(), name, RoleId.USER, false, "$hash$", CREATED, signedIn);
    }

    private static UserRecord named(UserRecord user, String name) {
        return new UserRecord(
                user.id(), name, user.role(), user.disabled(), user.passwordHash(), user.created(), user.lastSignIn());
    }
}
