package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        var kept = AtOnce.run(8, () -> store.insertFirst(user("first", null)));
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
        assertEquals(Optional.of(revised(changed, 1)), store.find(user.id()));
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
    void detailsComeBackAsStored() {
        var user = detailed("anna", "Anna Ångström", "Anna@Example.org", null);
        store.insert(user);
        assertEquals(Optional.of(user), store.find(user.id()));
        assertEquals(Optional.of(user), store.findByEmail("anna@EXAMPLE.org"));
        assertEquals(Optional.empty(), store.findByEmail(""));
    }

    @Test
    void anEmailAddressIsTakenInAnyCaseAndManyHaveNone() {
        store.insert(detailed("anna", null, "a@example.org", null));
        assertFails(ErrorCode.EMAIL_TAKEN, () -> store.insert(detailed("berta", null, "A@example.org", null)));
        var carl = user("carl", null);
        store.insert(carl);
        store.insert(user("dora", null));
        assertFails(
                ErrorCode.EMAIL_TAKEN,
                () -> store.replace(with(carl, RoleId.USER, false, details(null, "A@EXAMPLE.ORG", null))));
        assertEquals(3, store.count(UserFilter.ALL));
    }

    @Test
    void aBanEndsByItselfAndLeavesNothing() {
        var past = detailed("anna", null, null, CREATED);
        var open = detailed("berta", null, null, Instant.parse("2999-01-01T00:00:00Z"));
        store.insert(past);
        store.insert(open);
        assertEquals(Optional.of(open), store.find(open.id()));
        var found = store.find(past.id()).orElseThrow();
        assertFalse(found.disabled());
        assertEquals(UserDetails.NONE, found.details());
        assertEquals(List.of("berta"), names(new UserFilter(null, Set.of(), true, false)));
        assertEquals(List.of("anna"), names(new UserFilter(null, Set.of(), false, false)));
    }

    @Test
    void onlyTheKnownRevisionIsReplaced() {
        store.insert(user("anna", null));
        var known = store.findByName("anna").orElseThrow();
        store.signedIn(known.id(), SIGNED_IN);
        var changed = with(known, RoleId.OPERATOR, false, details("Anna", null, null));
        assertTrue(store.replace(changed));
        assertFalse(store.replace(with(known, RoleId.ADMINISTRATOR, false, UserDetails.NONE)));
        var found = store.find(known.id()).orElseThrow();
        assertEquals(RoleId.OPERATOR, found.role());
        assertEquals(SIGNED_IN, found.lastSignIn());
        assertTrue(found.revision() > known.revision());
        assertTrue(store.replaceHash(known.id(), known.passwordHash(), "other"));
        assertFalse(store.replace(found));
    }

    @Test
    void ofManyWhoReplaceAtOnceOneWins() throws Exception {
        store.insert(user("anna", null));
        var known = store.findByName("anna").orElseThrow();
        var won = AtOnce.run(8, () -> store.replace(known));
        assertEquals(1, won.stream().filter(w -> w).count());
    }

    @Test
    void wordsAreFoundInNameDisplayNameAndAddress() {
        store.insert(detailed("anna", "Big Sister", "a_1@example.org", null));
        store.insert(detailed("berta", "Little Sister", "b@example.org", null));
        store.insert(user("100%_!", null));
        assertEquals(List.of("anna", "berta"), found("sISTER"));
        assertEquals(List.of("berta"), found("  ERT   sister "));
        assertEquals(List.of("100%_!"), found("%"));
        assertEquals(List.of("100%_!", "anna"), found("_"));
        assertEquals(List.of("100%_!"), found("!"));
        assertEquals(List.of(), found("' OR 1=1 --"));
        assertEquals(3, store.count(new UserFilter("  ", Set.of(), null, false)));
    }

    @Test
    void rolesAndThoseWhoNeverCameAreSelected() {
        store.insert(user("anna", SIGNED_IN));
        store.insert(with(user("berta", null), RoleId.ADMINISTRATOR, false, UserDetails.NONE));
        store.insert(with(user("carl", null), RoleId.ADMINISTRATOR, true, UserDetails.NONE));
        store.insert(with(user("dora", null), RoleId.OPERATOR, false, UserDetails.NONE));
        assertEquals(1, store.count(UserFilter.ACTIVE_ADMINISTRATORS));
        assertEquals(
                List.of("anna", "dora"),
                names(new UserFilter(null, Set.of(RoleId.USER, RoleId.OPERATOR), null, false)));
        assertEquals(List.of("berta", "carl", "dora"), names(new UserFilter(null, Set.of(), null, true)));
    }

    @ParameterizedTest
    @EnumSource(UserSort.class)
    void pagesHoldEverybodyOnceInEitherDirection(UserSort sort) {
        for (int i = 0; i < 23; i++) {
            var signedIn = i % 3 == 0 ? null : SIGNED_IN.plusSeconds(i / 4);
            store.insert(user("user%02d".formatted(i * 7 % 23), signedIn));
        }
        for (boolean descending : List.of(false, true)) {
            var seen = new ArrayList<UserRecord>();
            String cursor = null;
            do {
                var page = store.page(UserFilter.ALL, sort, descending, cursor, 5);
                assertTrue(page.users().size() <= 5);
                seen.addAll(page.users());
                cursor = page.next();
            } while (cursor != null);
            assertEquals(23, Set.copyOf(seen).size());
            assertEquals(23, seen.size());
            Comparator<UserRecord> order = switch (sort) {
                case NAME -> Comparator.comparing(UserRecord::name);
                case CREATED -> Comparator.comparing(UserRecord::created);
                case LAST_SIGN_IN ->
                    Comparator.comparing(UserRecord::lastSignIn, Comparator.nullsFirst(Comparator.naturalOrder()));
            };
            assertEquals(
                    seen.stream()
                            .sorted(descending ? order.reversed() : order)
                            .map(sortValue(sort))
                            .toList(),
                    seen.stream().map(sortValue(sort)).toList());
        }
    }

    private static Function<UserRecord, String> sortValue(UserSort sort) {
        return user -> switch (sort) {
            case NAME -> user.name();
            case CREATED -> user.created().toString();
            case LAST_SIGN_IN -> "" + user.lastSignIn();
        };
    }

    @Test
    void whoGoesBetweenTwoPagesTakesNobodyAlong() {
        for (var name : List.of("a1", "a2", "a3", "a4", "a5")) {
            store.insert(user(name, null));
        }
        var first = store.page(UserFilter.ALL, UserSort.NAME, false, null, 2);
        store.delete(first.users().getLast().id());
        var second = store.page(UserFilter.ALL, UserSort.NAME, false, first.next(), 2);
        assertEquals(
                List.of("a3", "a4"),
                second.users().stream().map(UserRecord::name).toList());
    }

    @Test
    void aForeignCursorIsRefused() {
        store.insert(user("anna", null));
        store.insert(user("berta", null));
        var next = store.page(UserFilter.ALL, UserSort.NAME, false, null, 1).next();
        for (var cursor : List.of("x", "%%%", "bmFtZQ")) {
            assertFails(ErrorCode.INVALID_REQUEST, () -> store.page(UserFilter.ALL, UserSort.NAME, false, cursor, 1));
        }
        assertFails(ErrorCode.INVALID_REQUEST, () -> store.page(UserFilter.ALL, UserSort.CREATED, false, next, 1));
        assertFails(ErrorCode.INVALID_REQUEST, () -> store.page(UserFilter.ALL, UserSort.NAME, true, next, 1));
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

    private List<String> found(String text) {
        return names(new UserFilter(text, Set.of(), null, false));
    }

    private List<String> names(UserFilter filter) {
        var names = store.page(filter, UserSort.NAME, false, null, 100).users().stream()
                .map(UserRecord::name)
                .toList();
        assertEquals(names.size(), store.count(filter));
        return names;
    }

    private static UserDetails details(@Nullable String name, @Nullable String email, @Nullable Instant until) {
        return new UserDetails(name, email, until == null ? null : "spam", until);
    }

    private static UserRecord detailed(
            String name, @Nullable String shown, @Nullable String email, @Nullable Instant until) {
        return with(user(name, null), RoleId.USER, until != null, details(shown, email, until));
    }

    private static UserRecord with(UserRecord user, RoleId role, boolean disabled, UserDetails details) {
        return new UserRecord(
                user.id(),
                user.name(),
                role,
                disabled,
                user.passwordHash(),
                user.created(),
                user.lastSignIn(),
                details,
                user.revision());
    }

    private static UserRecord revised(UserRecord user, long revision) {
        return new UserRecord(
                user.id(),
                user.name(),
                user.role(),
                user.disabled(),
                user.passwordHash(),
                user.created(),
                user.lastSignIn(),
                user.details(),
                revision);
    }

    private static UserRecord named(UserRecord user, String name) {
        return new UserRecord(
                user.id(), name, user.role(), user.disabled(), user.passwordHash(), user.created(), user.lastSignIn());
    }
}
