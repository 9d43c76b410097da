package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Impersonator;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.api.store.SessionStore.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} must do. It keeps what it is given; who may use a session is its caller's to say. */
public abstract class SessionStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private SessionStore store;

    /** A store without sessions; asked before each test. */
    protected abstract SessionStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void whoReallyActsComesBackAndIsFound() {
        var by = new SessionStore.Impersonation(new Impersonator(BERTA, "berta"), "bertas");
        var plain = session("one", ANNA, NOW);
        var acted = new SessionRecord(
                "two",
                "2".repeat(64),
                ANNA,
                "csrf",
                NOW,
                NOW,
                NOW,
                "::1",
                "test",
                "impersonation",
                NOW.minusSeconds(9),
                by);
        store.insert(plain);
        store.insert(acted);
        assertEquals(Optional.of(acted), store.findBySecretHash(acted.secretHash()));
        assertEquals(List.of(acted), store.listByImpersonator("bertas"));
        assertEquals(List.of(), store.listByImpersonator("two"));
    }

    @Test
    void aProofIsRememberedForItsSessionAlone() {
        var one = session("one", ANNA, NOW);
        var two = session("two", ANNA, NOW);
        store.insert(one);
        store.insert(two);
        store.confirmed("one", NOW.plusSeconds(60));
        assertEquals(
                NOW.plusSeconds(60),
                store.findBySecretHash(one.secretHash()).orElseThrow().confirmed());
        assertEquals(Optional.of(two), store.findBySecretHash(two.secretHash()));
    }

    @Test
    void aSessionComesBackAsItWasStored() {
        var session = session("one", ANNA, NOW.plus(Duration.ofDays(7)));
        store.insert(session);
        assertEquals(Optional.of(session), store.findBySecretHash(session.secretHash()));
        assertEquals(List.of(session), store.listByUser(ANNA));
    }

    @Test
    void anUnknownSecretIsEmpty() {
        assertEquals(Optional.empty(), store.findBySecretHash("none"));
        assertEquals(List.of(), store.listByUser(ANNA));
    }

    @Test
    void sessionsAreListedByUser() {
        store.insert(session("one", ANNA, NOW));
        store.insert(session("two", BERTA, NOW));
        store.insert(session("three", ANNA, NOW));
        assertEquals(
                List.of("one", "three"),
                store.listByUser(ANNA).stream()
                        .map(SessionRecord::handle)
                        .sorted()
                        .toList());
    }

    @Test
    void neitherHandleNorSecretIsStoredTwice() {
        var session = session("one", ANNA, NOW);
        store.insert(session);
        assertConflict(() -> store.insert(session));
        var sameSecret = session("two", ANNA, NOW);
        assertConflict(() -> store.insert(new SessionRecord(
                "two",
                session.secretHash(),
                sameSecret.user(),
                sameSecret.csrf(),
                NOW,
                NOW,
                NOW,
                sameSecret.address(),
                sameSecret.client())));
    }

    @Test
    void touchingMovesTheTimesForwardAndNeverBack() {
        store.insert(session("one", ANNA, NOW.plusSeconds(60)));
        store.touch("one", NOW.plusSeconds(30), NOW.plusSeconds(90));
        store.touch("one", NOW.plusSeconds(10), NOW.plusSeconds(70));
        store.touch("unknown", NOW, NOW);
        var touched = store.listByUser(ANNA).getFirst();
        assertEquals(NOW.plusSeconds(30), touched.lastSeen());
        assertEquals(NOW.plusSeconds(90), touched.expires());
        assertEquals(NOW, touched.created());
    }

    @Test
    void aDeletedSessionIsGone() {
        store.insert(session("one", ANNA, NOW));
        assertTrue(store.delete("one"));
        assertFalse(store.delete("one"));
        assertEquals(List.of(), store.listByUser(ANNA));
    }

    @Test
    void aTouchDoesNotBringADeletedSessionBack() {
        store.insert(session("one", ANNA, NOW));
        store.delete("one");
        store.touch("one", NOW.plusSeconds(1), NOW.plusSeconds(1));
        assertEquals(List.of(), store.listByUser(ANNA));
    }

    @Test
    void onlyWhatExpiredBeforeIsSwept() {
        store.insert(session("past", ANNA, NOW.minusMillis(1)));
        store.insert(session("now", ANNA, NOW));
        store.insert(session("future", ANNA, NOW.plusMillis(1)));
        assertEquals(1, store.deleteExpired(NOW));
        assertEquals(0, store.deleteExpired(NOW));
        assertEquals(2, store.listByUser(ANNA).size());
    }

    private static void assertConflict(Runnable call) {
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(OstlerException.class, call::run).code());
    }

    private static SessionRecord session(String handle, UserId user, Instant expires) {
        return new SessionRecord(
                handle, "hash-of-" + handle, user, "csrf", NOW, NOW, expires, "2001:db8::1", "Browser '1' \"2\" ☃");
    }
}
