package io.ostler.panel.auth.internal.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.SecuritySettings.KeyMode;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.MemorySettings;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.Rights;
import io.ostler.panel.auth.internal.access.AccessControlService;
import io.ostler.panel.auth.internal.access.PermissionRegistry;
import io.ostler.panel.auth.internal.login.GuessThrottle;
import io.ostler.panel.auth.internal.session.SessionEnds;
import io.ostler.testkit.storage.MemoryApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ApiKeysServiceTest {
    private static final String HOME = "192.0.2.1";
    private static final InstanceId OWN = InstanceId.create();
    private static final InstanceId FOREIGN = InstanceId.create();

    private final People people = new People();
    private final UserRecord anna = people.add("anna", RoleId.USER);
    private final UserRecord boss = people.add("boss", RoleId.ADMINISTRATOR);
    private final MemoryApiKeyStore store = new MemoryApiKeyStore();
    private final MemorySettings settings = new MemorySettings();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final SessionListener listener = (user, handle) -> ended.add(handle);
    private final KeyBook book = new KeyBook(
            store, people.users, new SessionEnds(each -> each.accept(listener)), people.clock, people.clock);
    private final AccessControlService access = new Rights(
                    people,
                    new Ownership() {
                        @Override
                        public Optional<UserId> ownerOf(InstanceId instance) {
                            return instance.equals(OWN) ? Optional.of(anna.id()) : Optional.empty();
                        }

                        @Override
                        public boolean exists(InstanceId instance) {
                            return instance.equals(OWN) || instance.equals(FOREIGN);
                        }
                    },
                    (user, instance) -> Set.of())
            .access;
    private final ApiKeysService keys =
            new ApiKeysService(book, access, new PermissionRegistry(), settings, new GuessThrottle(people.clock));

    @AfterEach
    void close() {
        keys.close();
        book.close();
        people.close();
    }

    private static Caller caller(UserRecord user, @Nullable KeyScope key) {
        return new Caller(user.id(), user.name(), user.role(), "session-1", "", HOME, key, null);
    }

    private ApiKeys.Made make(UserRecord user, String name) {
        return keys.make(caller(user, null), wanted(name));
    }

    private static ApiKeys.Wanted wanted(String name) {
        return new ApiKeys.Wanted(name, null, null, List.of(), null);
    }

    private static ErrorCode refused(Executable act) {
        return assertThrows(OstlerException.class, act).code();
    }

    @Test
    void aKeyOpensItsAccountAndOnlyItsHashIsStored() {
        var made = make(anna, "shop");
        assertTrue(made.secret().matches("ostler_[0-9A-Za-z]{49}"));
        var holder = keys.find(made.secret(), HOME);
        assertEquals(anna.id(), holder.key().user());
        assertEquals("anna", holder.userName());
        assertEquals(RoleId.USER, holder.role());
        var stored = store.find(made.key().id()).orElseThrow();
        assertEquals(64, stored.secretHash().length());
        assertFalse(stored.toString().contains(made.secret()));
        assertNotEquals(made.secret(), make(anna, "other").secret());
    }

    @Test
    void whatIsNoKeyIsRefusedAlike() {
        var secret = make(anna, "shop").secret();
        var turned = secret.substring(0, 20) + (secret.charAt(20) == 'a' ? 'b' : 'a') + secret.substring(21);
        for (var wrong : List.of("", "ostler_", secret + "0", turned, KeyText.create(), "x".repeat(5000))) {
            assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(wrong, HOME)));
        }
    }

    @Test
    void lookalikesNeverReachTheStore() {
        var secret = make(anna, "shop").secret();
        int reads = store.reads();
        var turned = secret.substring(0, 20) + (secret.charAt(20) == 'a' ? 'b' : 'a') + secret.substring(21);
        refused(() -> keys.find(turned, HOME));
        assertEquals(reads, store.reads());
    }

    @Test
    void aWarmKeyCostsNoRead() {
        var secret = make(anna, "shop").secret();
        keys.find(secret, HOME);
        int reads = store.reads();
        for (int i = 0; i < 1000; i++) {
            keys.find(secret, HOME);
        }
        assertEquals(reads, store.reads());
    }

    @Test
    void guessingIsThrottledAndNeverLocksOutWhoHasAKey() {
        var secret = make(anna, "shop").secret();
        for (int i = 0; i < 30; i++) {
            assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(KeyText.create(), HOME)));
        }
        assertEquals(ErrorCode.LOGIN_THROTTLED, refused(() -> keys.find(KeyText.create(), HOME)));
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(KeyText.create(), "192.0.2.2")));
        assertEquals(anna.id(), keys.find(secret, HOME).key().user()); // cold, from the very address that guesses
    }

    @Test
    void anExpiredKeyHoldsNoMoreAndWhatRestsOnItEnds() throws Exception {
        var made = keys.make(
                caller(anna, null),
                new ApiKeys.Wanted(
                        "brief", null, null, List.of(), people.clock.instant().plusMillis(40)));
        keys.find(made.secret(), HOME);
        people.clock.advance(Duration.ofMinutes(1));
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(made.secret(), HOME)));
        assertEquals(Optional.empty(), keys.holder(made.key().handle()));
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!ended.contains(made.key().handle()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertTrue(ended.contains(made.key().handle()));
    }

    @Test
    void aKeyWithAddressesHoldsFromThereAlone() {
        var ranges = List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("2001:db8::1"));
        var made = keys.make(caller(anna, null), new ApiKeys.Wanted("office", null, null, ranges, null));
        assertEquals("anna", keys.find(made.secret(), "10.200.3.4").userName());
        assertEquals("anna", keys.find(made.secret(), "2001:db8:0::1").userName());
        for (var elsewhere : List.of("11.0.0.1", "2001:db8::2", "nowhere", "")) {
            assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(made.secret(), elsewhere)));
        }
    }

    @Test
    void lastUseIsKnownAtOnceAndWrittenLater() {
        var made = make(anna, "shop");
        keys.find(made.secret(), HOME);
        assertNull(store.find(made.key().id()).orElseThrow().key().lastUsed());
        var listed = keys.list(caller(anna, null)).getFirst();
        assertEquals(people.clock.instant(), listed.lastUsed());
        assertEquals(HOME, listed.lastAddress());
        book.writeLastUses();
        assertEquals(
                people.clock.instant(),
                store.find(made.key().id()).orElseThrow().key().lastUsed());
    }

    @Test
    void aRevokedKeyIsNothingAndItsStreamsEnd() {
        var made = make(anna, "shop");
        keys.find(made.secret(), HOME);
        keys.revoke(caller(anna, null), made.key().id());
        assertEquals(List.of(made.key().handle()), ended);
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(made.secret(), HOME)));
        assertEquals(Optional.empty(), keys.holder(made.key().handle()));
        assertEquals(
                ErrorCode.NOT_FOUND,
                refused(() -> keys.revoke(caller(anna, null), made.key().id())));
    }

    @Test
    void whatAnotherPanelRevokedHoldsNoLongerThanASecond() {
        var made = make(anna, "shop");
        keys.find(made.secret(), HOME);
        store.delete(made.key().id());
        people.clock.advance(Duration.ofSeconds(1));
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(made.secret(), HOME)));
        assertEquals(List.of(made.key().handle()), ended);
    }

    @Test
    void theAccountCountsAsItIsNow() {
        var made = make(boss, "robot");
        assertEquals(RoleId.ADMINISTRATOR, keys.find(made.secret(), HOME).role());
        people.change(boss.id(), RoleId.USER, false, "hash");
        book.changed(boss.id());
        assertEquals(RoleId.USER, keys.find(made.secret(), HOME).role());
        people.change(boss.id(), RoleId.USER, true, "hash");
        book.changed(boss.id());
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(made.secret(), HOME)));
        assertEquals(List.of(made.key().handle()), ended);
    }

    @Test
    void keysGoWithTheirAccount() {
        make(anna, "shop");
        people.users.delete(anna.id());
        book.changed(anna.id());
        assertEquals(List.of(), store.all());
    }

    @Test
    void theModeDecidesWhoMayUseKeysAtOnce() {
        var annas = make(anna, "shop");
        var boss1 = make(boss, "robot");
        settings.put(SecuritySettings.KEY_MODE, KeyMode.ADMINISTRATORS);
        assertEquals(List.of(annas.key().handle()), ended);
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(annas.secret(), HOME)));
        assertEquals(ErrorCode.FORBIDDEN, refused(() -> make(anna, "second")));
        assertEquals("boss", keys.find(boss1.secret(), HOME).userName());
        settings.put(SecuritySettings.KEY_MODE, KeyMode.OFF);
        assertTrue(ended.contains(boss1.key().handle()));
        assertEquals(ErrorCode.API_KEY_REFUSED, refused(() -> keys.find(boss1.secret(), HOME)));
        settings.put(SecuritySettings.KEY_MODE, KeyMode.ON);
        assertEquals("anna", keys.find(annas.secret(), HOME).userName());
    }

    @Test
    void keysBegetNoKeysAndRevokeNone() {
        var made = make(anna, "shop");
        var byKey = caller(anna, made.key().scope());
        assertEquals(ErrorCode.API_KEY_NOT_ENOUGH, refused(() -> keys.make(byKey, wanted("child"))));
        assertEquals(
                ErrorCode.API_KEY_NOT_ENOUGH,
                refused(() -> keys.revoke(byKey, made.key().id())));
    }

    @Test
    void nobodyPutsIntoAKeyWhatTheyLack() {
        var me = caller(anna, null);
        for (var lacking : List.of("user.manage", "node.view", "instance.create", "panel.manage")) {
            var wanted = new ApiKeys.Wanted("greedy", Set.of(lacking), null, List.of(), null);
            assertEquals(ErrorCode.FORBIDDEN, refused(() -> keys.make(me, wanted)), lacking);
        }
        var foreign = new ApiKeys.Wanted("greedy", null, Set.of(OWN, FOREIGN), List.of(), null);
        assertEquals(ErrorCode.NOT_FOUND, refused(() -> keys.make(me, foreign)));
        var missing = new ApiKeys.Wanted("greedy", null, Set.of(InstanceId.create()), List.of(), null);
        assertEquals(ErrorCode.NOT_FOUND, refused(() -> keys.make(me, missing)));
        assertEquals(List.of(), keys.list(me));
    }

    @Test
    void aScopeCutsWhatTheAccountMayAndAddsNothing() {
        var power = keys.make(
                caller(anna, null),
                new ApiKeys.Wanted("power", Set.of("instance.power"), Set.of(OWN), List.of(), null));
        var byKey = caller(anna, power.key().scope());
        assertTrue(access.allows(byKey, Permission.INSTANCE_POWER, OWN));
        assertFalse(access.allows(byKey, Permission.INSTANCE_POWER, FOREIGN));
        assertFalse(access.allows(byKey, Permission.FILES_READ, OWN));
        assertFalse(access.allows(byKey, Permission.ACCOUNT_SELF, null));
        var bossKey = new KeyScope("id", null, Set.of(OWN));
        assertFalse(access.allows(caller(boss, bossKey), Permission.USER_MANAGE, null));
        assertFalse(access.allows(caller(boss, bossKey), Permission.INSTANCE_VIEW, FOREIGN));
        assertTrue(access.allows(caller(boss, bossKey), Permission.INSTANCE_DELETE, OWN));
    }

    @Test
    void whatAKeyIsCalledIsLimitedAndUnique() {
        make(anna, "shop");
        assertEquals(ErrorCode.NAME_TAKEN, refused(() -> make(anna, "SHOP")));
        for (var bad : List.of("", "  ", "a\nb", "a\u202eb", "x".repeat(81))) {
            assertEquals(ErrorCode.INVALID_REQUEST, refused(() -> make(anna, bad)));
        }
        var past = new ApiKeys.Wanted("late", null, null, List.of(), Instant.EPOCH);
        assertEquals(ErrorCode.INVALID_REQUEST, refused(() -> keys.make(caller(anna, null), past)));
        var none = new ApiKeys.Wanted("none", Set.of(), null, List.of(), null);
        assertEquals(ErrorCode.INVALID_REQUEST, refused(() -> keys.make(caller(anna, null), none)));
        var unknown = new ApiKeys.Wanted("none", Set.of("instance.fly"), null, List.of(), null);
        assertEquals(ErrorCode.INVALID_REQUEST, refused(() -> keys.make(caller(anna, null), unknown)));
    }

    @Test
    void anAccountHasFiftyKeysAtMost() {
        var secrets = new HashSet<String>();
        for (int i = 0; i < ApiKeys.MOST; i++) {
            secrets.add(make(anna, "key " + i).secret());
        }
        assertEquals(ApiKeys.MOST, secrets.size());
        assertEquals(ErrorCode.VALUE_OUT_OF_RANGE, refused(() -> make(anna, "one more")));
    }

    @Test
    void onlyWhoManagesAccountsSeesAndRevokesThoseOfOthers() {
        var made = make(anna, "shop");
        assertEquals(ErrorCode.FORBIDDEN, refused(() -> keys.all(caller(anna, null))));
        assertEquals(
                ErrorCode.FORBIDDEN,
                refused(() -> keys.revokeAny(caller(anna, null), made.key().id())));
        assertEquals(
                ErrorCode.NOT_FOUND,
                refused(() -> keys.revoke(caller(boss, null), made.key().id())));
        assertEquals(1, keys.all(caller(boss, null)).size());
        keys.revokeAny(caller(boss, null), made.key().id());
        assertEquals(List.of(), store.all());
    }
}
