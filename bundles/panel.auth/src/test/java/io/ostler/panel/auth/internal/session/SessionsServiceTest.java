package io.ostler.panel.auth.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.apikey.KeyBook;
import io.ostler.testkit.storage.MemoryApiKeyStore;
import io.ostler.testkit.storage.MemorySessionStore;
import io.ostler.testkit.storage.MemorySshKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsServiceTest {
    private static final String HOME = "198.51.100.7";
    private static final String BROWSER = "Browser/1.0";
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofDays(7), Duration.ofDays(30), 5);

    private final MemorySshKeyStore keys = new MemorySshKeyStore();
    private final People people = new People();
    private final MemorySessionStore store = new MemorySessionStore();
    private final List<String> ended = Collections.synchronizedList(new ArrayList<>());
    private final List<SessionListener> listeners = new ArrayList<>(List.of((user, handle) -> ended.add(handle)));
    private final SessionsService sessions = service();
    private UserRecord anna;

    @BeforeEach
    void addAnna() {
        anna = people.add("Anna", RoleId.ADMINISTRATOR);
    }

    @AfterEach
    void close() {
        sessions.close();
        people.close();
    }

    @Test
    void aSignInOpensASessionOfItsAccount() {
        var signedIn = signIn();
        var session = sessions.find(signedIn.secret()).orElseThrow();
        assertEquals(signedIn.session(), session);
        assertEquals(anna.id(), session.user());
        assertEquals("Anna", session.userName());
        assertEquals(RoleId.ADMINISTRATOR, session.role());
        assertEquals(signedIn.csrf(), session.csrf());
        assertEquals(HOME, session.address());
        assertEquals(BROWSER, session.client());
        assertEquals(
                people.clock.instant(),
                people.users.find(anna.id()).orElseThrow().lastSignIn());
    }

    @Test
    void onlyTheHashOfTheSecretIsStoredAndTheHandleIsNoSecret() {
        var signedIn = signIn();
        var stored = store.listByUser(anna.id()).getFirst();
        assertFalse(stored.toString().contains(signedIn.secret()));
        assertEquals(43, signedIn.secret().length());
        assertTrue(sessions.find(stored.handle()).isEmpty());
        assertTrue(sessions.find(stored.secretHash()).isEmpty());
        assertTrue(sessions.find(signedIn.csrf()).isEmpty());
    }

    @Test
    void eachSignInHasSecretsOfItsOwnSoNoneCanBeFixedBefore() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            var signedIn = signIn();
            assertTrue(seen.add(signedIn.secret()));
            assertTrue(seen.add(signedIn.csrf()));
            assertTrue(seen.add(signedIn.session().handle()));
        }
    }

    @Test
    void whatIsNoSecretFindsNothing() {
        for (var text : List.of("", "x", "a".repeat(43), "é".repeat(43), "a".repeat(100_000), "'; DROP TABLE x")) {
            assertEquals(Optional.empty(), sessions.find(text));
        }
    }

    @Test
    void aWrongPasswordOpensNothing() {
        var failed = assertThrows(OstlerException.class, () -> sessions.signIn("anna", "wrong", HOME, BROWSER));
        assertEquals(ErrorCode.LOGIN_FAILED, failed.code());
        assertEquals(List.of(), store.listByUser(anna.id()));
    }

    @Test
    void sessionsSurviveARestart() {
        var signedIn = signIn();
        var again = service();
        assertEquals(signedIn.session(), again.find(signedIn.secret()).orElseThrow());
        again.close();
    }

    @Test
    void useKeepsASessionAliveAndRestEndsIt() {
        var secret = signIn().secret();
        people.clock.advance(Duration.ofDays(6));
        assertTrue(sessions.find(secret).isPresent());
        people.clock.advance(Duration.ofDays(6));
        var session = sessions.find(secret).orElseThrow();
        assertEquals(people.clock.instant(), session.lastSeen());
        assertEquals(people.clock.instant().plus(Duration.ofDays(7)), session.expires());
        people.clock.advance(Duration.ofDays(7));
        assertTrue(sessions.find(secret).isEmpty());
        assertEquals(List.of(session.handle()), ended);
        assertEquals(List.of(), store.listByUser(anna.id()));
    }

    @Test
    void noUseKeepsASessionAliveBeyondItsAge() {
        var secret = signIn().secret();
        for (int day = 0; day < 29; day++) {
            people.clock.advance(Duration.ofDays(1));
            assertTrue(sessions.find(secret).isPresent());
        }
        people.clock.advance(Duration.ofDays(1));
        assertTrue(sessions.find(secret).isEmpty());
    }

    @Test
    void theLastUseIsWrittenOnceInAWhileAndAtTheEnd() {
        var secret = signIn().secret();
        people.clock.advance(Duration.ofMinutes(5));
        sessions.find(secret);
        var beforeClose = store.listByUser(anna.id()).getFirst();
        assertEquals(beforeClose.created(), beforeClose.lastSeen(), "not at each request");
        sessions.close();
        assertEquals(
                people.clock.instant(), store.listByUser(anna.id()).getFirst().lastSeen());
    }

    @Test
    void theRoleIsThePresentOne() {
        var secret = signIn().secret();
        people.change(anna.id(), RoleId.USER, false, anna.passwordHash());
        sessions.changed(anna.id());
        assertEquals(RoleId.USER, sessions.find(secret).orElseThrow().role());
        people.change(anna.id(), RoleId.ADMINISTRATOR, false, anna.passwordHash());
        people.clock.advance(Duration.ofSeconds(1));
        assertEquals(RoleId.ADMINISTRATOR, sessions.find(secret).orElseThrow().role(), "within a second by itself");
    }

    @Test
    void aDisabledAccountHasNoLiveSessions() {
        var one = signIn();
        var two = signIn();
        people.change(anna.id(), RoleId.ADMINISTRATOR, true, anna.passwordHash());
        sessions.changed(anna.id());
        assertEquals(Set.of(one.session().handle(), two.session().handle(), atDoors()), Set.copyOf(ended));
        assertTrue(sessions.find(one.secret()).isEmpty());
        assertEquals(List.of(), sessions.of(anna.id()));
        var failed = assertThrows(OstlerException.class, () -> sessions.open(anna.id(), HOME, BROWSER));
        assertEquals(ErrorCode.LOGIN_FAILED, failed.code());
    }

    @Test
    void aRemovedAccountsSessionsEndEvenWhenNobodySaysSo() {
        var signedIn = signIn();
        people.users.delete(anna.id());
        people.clock.advance(Duration.ofSeconds(1));
        assertTrue(sessions.find(signedIn.secret()).isEmpty());
        assertEquals(List.of(signedIn.session().handle()), ended);
    }

    @Test
    void endingASessionTellsEverybodyOnceAndTwiceChangesNothing() {
        var signedIn = signIn();
        var other = signIn();
        sessions.end(signedIn.session().handle());
        sessions.end(signedIn.session().handle());
        sessions.end("unknown");
        assertTrue(sessions.find(signedIn.secret()).isEmpty());
        assertTrue(sessions.find(other.secret()).isPresent());
        assertEquals(List.of(signedIn.session().handle()), ended);
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheOthersFromHearing() {
        listeners.addFirst((user, handle) -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        var signedIn = signIn();
        sessions.end(signedIn.session().handle());
        assertEquals(List.of(signedIn.session().handle()), ended);
    }

    @Test
    void endingAllReachesDoorsAndEveryKeyThere() {
        keys.insert(key("one"));
        keys.insert(key("two"));
        sessions.endAll(anna.id(), signIn().session().handle());
        assertEquals(Set.of(atDoors(), "key-one", "key-two"), Set.copyOf(ended));
    }

    @Test
    void keysOfAnAccountThatIsGoneGoToo() {
        keys.insert(key("one"));
        people.users.delete(anna.id());
        sessions.changed(anna.id());
        assertEquals(List.of(), keys.of(anna.id()));
        assertTrue(ended.contains("key-one"));
    }

    private SshKey key(String id) {
        return new SshKey(id, anna.id(), id, "ssh-ed25519 " + id, "SHA256:" + id, people.clock.instant(), null);
    }

    /** The handle of everything that the account opened at doors with its password. */
    private String atDoors() {
        return "door-" + anna.id().value();
    }

    @Test
    void endingAllSparesTheExceptedOneAndOtherPeople() {
        var berta = people.add("berta", RoleId.USER);
        var bertas = sessions.open(berta.id(), HOME, BROWSER);
        var mine = signIn();
        var others = List.of(signIn().session().handle(), signIn().session().handle());
        sessions.endAll(anna.id(), mine.session().handle());
        assertEquals(Set.of(others.get(0), others.get(1), atDoors()), Set.copyOf(ended));
        assertTrue(sessions.find(mine.secret()).isPresent());
        assertTrue(sessions.find(bertas.secret()).isPresent());
        sessions.endAll(anna.id(), null);
        assertTrue(sessions.find(mine.secret()).isEmpty());
        assertTrue(sessions.find(bertas.secret()).isPresent());
    }

    @Test
    void endingAllReachesSessionsThatNobodyUsedSinceTheStart() {
        var secret = signIn().secret();
        var again = service();
        again.endAll(anna.id(), null);
        assertTrue(again.find(secret).isEmpty());
        again.close();
    }

    @Test
    void theListShowsTheLatestUsedFirstAndNoExpiredOnes() {
        var old = signIn();
        people.clock.advance(Duration.ofDays(3));
        var newer = signIn();
        people.clock.advance(Duration.ofMinutes(1));
        sessions.find(old.secret());
        assertEquals(
                List.of(old.session().handle(), newer.session().handle()),
                sessions.of(anna.id()).stream().map(Session::handle).toList());
        people.clock.advance(Duration.ofDays(8));
        assertEquals(List.of(), sessions.of(anna.id()));
        assertEquals(List.of(), sessions.of(UserId.create()));
    }

    @Test
    void moreSessionsThanAllowedEndTheLeastUsed() {
        var first = signIn();
        for (int i = 0; i < LIMITS.perUser(); i++) {
            people.clock.advance(Duration.ofMinutes(1));
            assertTrue(sessions.find(signIn().secret()).isPresent());
        }
        assertEquals(List.of(first.session().handle()), ended);
        assertEquals(LIMITS.perUser(), sessions.of(anna.id()).size());
    }

    @Test
    void aPasswordChangedDuringTheSignInLeavesNoSession() {
        people.hasher.afterMatch = () -> people.change(anna.id(), RoleId.USER, false, "v1:another one");
        var failed = assertThrows(OstlerException.class, this::signIn);
        assertEquals(ErrorCode.LOGIN_FAILED, failed.code());
        assertEquals(List.of(), store.listByUser(anna.id()));
    }

    @Test
    void anAccountDisabledDuringTheSignInGetsNoSession() {
        people.hasher.afterMatch = () -> people.change(anna.id(), RoleId.USER, true, anna.passwordHash());
        var failed = assertThrows(OstlerException.class, this::signIn);
        assertEquals(ErrorCode.LOGIN_FAILED, failed.code());
        assertEquals(List.of(), store.listByUser(anna.id()));
    }

    @Test
    void whatTheClientSaysOfItselfIsCutAndCleaned() {
        var signedIn = sessions.open(anna.id(), "a".repeat(500), "Evil\r\nBrowser\0 \ud800☃" + "x".repeat(500));
        assertEquals(100, signedIn.session().address().length());
        assertTrue(signedIn.session().client().startsWith("EvilBrowser ☃x"));
        assertTrue(signedIn.session().client().length() <= 300);
    }

    @Test
    void noSecretsRepeatAcrossSessionsOfOnePerson() {
        assertNotEquals(signIn().csrf(), signIn().csrf());
    }

    private SignedIn signIn() {
        return (SignedIn) sessions.signIn("anna", People.PASSWORD, HOME, BROWSER);
    }

    @Test
    void whatAnotherPanelDoesWithASessionHoldsHere() {
        try (var there = closing(service())) {
            var signedIn = signIn();
            var handle = signedIn.session().handle();
            assertTrue(there.service().find(signedIn.secret()).isPresent());
            people.clock.advance(Duration.ofMinutes(1));
            sessions.confirmed(handle);
            there.service().changed("ostler_session", handle);
            assertEquals(
                    people.clock.instant(),
                    there.service().find(signedIn.secret()).orElseThrow().confirmed());
            sessions.end(handle);
            there.service().changed("", null);
            assertTrue(there.service().find(signedIn.secret()).isEmpty());
            assertEquals(List.of(handle, handle), ended);
        }
    }

    private record Closing(SessionsService service) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
        }
    }

    private static Closing closing(SessionsService service) {
        return new Closing(service);
    }

    private SessionsService service() {
        return new SessionsService(
                people.users,
                store,
                keys,
                new KeyBook(
                        new MemoryApiKeyStore(), people.users, new SessionEnds(each -> {}), people.clock, people.clock),
                people.logins,
                people.steps,
                LIMITS,
                new SessionEnds(each -> List.copyOf(listeners).forEach(each)),
                people.clock,
                people.clock);
    }
}
