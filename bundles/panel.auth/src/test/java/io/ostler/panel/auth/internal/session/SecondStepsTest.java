package io.ostler.panel.auth.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.api.factor.Site;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.apikey.KeyBook;
import io.ostler.panel.auth.internal.factor.FactorFixture;
import io.ostler.testkit.storage.MemoryApiKeyStore;
import io.ostler.testkit.storage.MemorySessionStore;
import io.ostler.testkit.storage.MemorySshKeyStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Abuse cases 21, 23 and 24: what lies between a password and a session, and beside it. */
class SecondStepsTest {
    private static final String HOME = "198.51.100.7";
    private static final String BROWSER = "Browser/1.0";
    private static final Site SITE = Site.of("https://panel.example");
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofDays(7), Duration.ofDays(30), 50);

    private final People people = new People();
    private final MemorySessionStore store = new MemorySessionStore();
    private final SessionsService sessions = new SessionsService(
            people.users,
            store,
            new MemorySshKeyStore(),
            new KeyBook(new MemoryApiKeyStore(), people.users, new SessionEnds(each -> {}), people.clock, people.clock),
            people.logins,
            people.steps,
            LIMITS,
            new SessionEnds(each -> {}),
            people.clock,
            people.clock);
    private final AccessControl access = (AccessControl) Proxy.newProxyInstance(
            AccessControl.class.getClassLoader(), new Class<?>[] {AccessControl.class}, (p, m, a) -> null);
    private final FactorFixture factors = new FactorFixture(people, sessions, access);
    private UserRecord anna;
    private UserRecord admin;

    @BeforeEach
    void addPeople() {
        anna = people.add("Anna", RoleId.USER);
        admin = people.add("Admin", RoleId.ADMINISTRATOR);
    }

    @AfterEach
    void close() {
        sessions.close();
        people.close();
    }

    @Test
    void aPasswordAloneOpensNothingOnceThereIsAnApp() {
        factors.setUpApp(caller(anna));
        var step = begin();
        assertEquals(List.of(ProofKind.TOTP, ProofKind.RECOVERY_CODE), step.methods());
        var session = sessions.finish(step.token(), factors.nextCode(anna.id()), HOME, BROWSER);
        assertEquals("password+totp", session.session().method());
        assertEquals(people.clock.instant(), session.session().confirmed());
        assertTrue(sessions.find(session.secret()).isPresent());
    }

    @Test
    void aProviderOrALinkOpensNothingOnceThereIsAnApp() {
        var long40 = "The Company of People With Very Long Names";
        assertEquals(
                long40.substring(0, 40),
                ((SignedIn) sessions.enter(anna.id(), long40, HOME, BROWSER))
                        .session()
                        .method());
        factors.setUpApp(caller(anna));
        var step = assertInstanceOf(SecondStep.class, sessions.enter(anna.id(), long40, HOME, BROWSER));
        assertEquals(List.of(), sessions.of(anna.id()), "no session before the step");
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(step.token(), "203.0.113.1", BROWSER));
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(step.token(), HOME, "Other/1.0"));
        refused(ErrorCode.CODE_WRONG, () -> sessions.finish(step.token(), new Proof.Code("000000"), HOME, BROWSER));
        var opened = sessions.finish(step.token(), factors.nextCode(anna.id()), HOME, BROWSER);
        assertEquals(long40.substring(0, 40) + "+totp", opened.session().method());
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(step.token(), HOME, BROWSER));
    }

    @Test
    void aDisabledAccountIsNotEvenAskedForItsSecondFactor() {
        factors.setUpApp(caller(anna));
        people.users.update(new UserRecord(
                anna.id(), anna.name(), anna.role(), true, anna.passwordHash(), anna.created(), anna.lastSignIn()));
        refused(ErrorCode.LOGIN_FAILED, () -> sessions.enter(anna.id(), "login-link", HOME, BROWSER));
    }

    @Test
    void settingUpEndsOtherSessionsAndNoCodeIsAskedForBefore() {
        var other = (SignedIn) signIn();
        var own = (SignedIn) signIn();
        factors.begin(caller(anna, own.session()));
        assertInstanceOf(SignedIn.class, signIn());
        factors.setUpApp(caller(anna, own.session()));
        assertTrue(sessions.find(other.secret()).isEmpty());
        assertTrue(sessions.find(own.secret()).isPresent());
    }

    @Test
    void aWrongPasswordTellsNothingOfASecondFactor() {
        factors.setUpApp(caller(anna));
        var known = assertThrows(OstlerException.class, () -> sessions.signIn("anna", "wrong", HOME, BROWSER));
        var unknown = assertThrows(OstlerException.class, () -> sessions.signIn("nobody", "wrong", HOME, BROWSER));
        assertEquals(unknown.code(), known.code());
        assertEquals(unknown.parameters(), known.parameters());
    }

    @Test
    void aCodeWorksOnceAndAnOlderOneNotAfterIt() {
        factors.setUpApp(caller(anna));
        var code = factors.nextCode(anna.id());
        sessions.finish(begin().token(), code, HOME, BROWSER);
        refused(ErrorCode.CODE_WRONG, () -> sessions.finish(begin().token(), code, HOME, BROWSER));
        people.clock.advance(Duration.ofSeconds(30));
        refused(ErrorCode.CODE_WRONG, () -> sessions.finish(begin().token(), code, HOME, BROWSER));
    }

    @Test
    void ofManyAtOnceOneCodeOpensOneSession() throws Exception {
        factors.setUpApp(caller(anna));
        var code = factors.nextCode(anna.id());
        var tokens = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 6; i++) {
            var token = begin().token();
            tokens.add(() -> {
                try {
                    sessions.finish(token, code, HOME, BROWSER);
                    return true;
                } catch (OstlerException e) {
                    return false;
                }
            });
        }
        int opened = 0;
        try (var executor = Executors.newFixedThreadPool(6)) {
            for (var done : executor.invokeAll(tokens)) {
                opened += done.get() ? 1 : 0;
            }
        }
        assertEquals(1, opened);
    }

    @Test
    void aTokenIsGoodForFiveTriesAndForItsPlaceAlone() {
        factors.setUpApp(caller(anna));
        var token = begin().token();
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(token, "203.0.113.1", BROWSER));
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(token, HOME, "Other/1.0"));
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.CODE_WRONG, () -> sessions.finish(token, new Proof.Code("000000"), HOME, BROWSER));
        }
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(token, HOME, BROWSER));
    }

    @Test
    void guessingIsSlowHoweverManySignInsItIsSpreadOver() {
        factors.setUpApp(caller(anna));
        int tried = 0;
        OstlerException end = null;
        while (end == null && tried < 100) {
            var token = begin().token();
            tried++;
            var refused = assertThrows(
                    OstlerException.class, () -> sessions.finish(token, new Proof.Code("000000"), HOME, BROWSER));
            end = refused.code() == ErrorCode.LOGIN_THROTTLED ? refused : null;
        }
        assertEquals(11, tried);
        // Elsewhere its owner gets in at once.
        var away = (SecondStep) sessions.signIn("anna", People.PASSWORD, "203.0.113.9", BROWSER);
        sessions.finish(away.token(), factors.nextCode(anna.id()), "203.0.113.9", BROWSER);
    }

    @Test
    void aTokenEndsWithTimeAndWithTheAccountsPassword() {
        factors.setUpApp(caller(anna));
        var late = begin().token();
        people.clock.advance(Duration.ofMinutes(5));
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(late, HOME, BROWSER));
        var before = begin().token();
        people.change(anna.id(), RoleId.USER, false, "v1:another password");
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish(before, HOME, BROWSER));
    }

    @Test
    void tokensAreForOneThing() {
        factors.setUpApp(caller(anna));
        var step = begin();
        assertTrue(sessions.find(step.token()).isEmpty());
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> factors.passkeys.signIn(new Proof.Passkey(step.token(), "x", SITE), HOME, BROWSER));
        refused(ErrorCode.SECOND_STEP_OVER, () -> finish("a".repeat(43), HOME, BROWSER));
        refused(
                ErrorCode.CODE_WRONG,
                () -> sessions.finish(step.token(), new Proof.Password(People.PASSWORD), HOME, BROWSER));
    }

    @Test
    void aRecoveryCodeOpensOnceAndNewOnesMakeTheOldOnesVoid() {
        var codes = factors.setUpApp(caller(anna));
        assertEquals(10, codes.size());
        var done = sessions.finish(begin().token(), new Proof.Code(codes.getFirst()), HOME, BROWSER);
        assertEquals("password+recovery-code", done.session().method());
        refused(
                ErrorCode.CODE_WRONG,
                () -> sessions.finish(begin().token(), new Proof.Code(codes.getFirst()), HOME, BROWSER));
        var next = factors.service.renewCodes(caller(anna));
        refused(
                ErrorCode.CODE_WRONG,
                () -> sessions.finish(begin().token(), new Proof.Code(codes.get(1)), HOME, BROWSER));
        sessions.finish(begin().token(), new Proof.Code(next.get(1)), HOME, BROWSER);
        assertFalse(people.factorStore.toString().contains(next.get(2)));
    }

    @Test
    void aPasskeyIsTheSecondStepAndOpensAloneAndCounts() {
        var made = factors.addPasskey(caller(anna), SITE, "cred", 5);
        assertEquals(10, made.recoveryCodes().size());
        var step = begin();
        assertEquals(List.of(ProofKind.PASSKEY, ProofKind.RECOVERY_CODE), step.methods());
        var asked = factors.passkeys.beginSecondStep(SITE, step.token(), HOME, BROWSER);
        var done = sessions.finish(step.token(), answer(asked.challenge(), "cred 6 " + asked.options()), HOME, BROWSER);
        assertEquals("password+passkey", done.session().method());

        var alone = factors.passkeys.beginSignIn(SITE, HOME);
        var proof = answer(alone.challenge(), "cred 7 " + alone.options());
        assertEquals(
                "passkey",
                factors.passkeys.signIn(proof, HOME, BROWSER).session().method());
        refused(ErrorCode.PASSKEY_REFUSED, () -> factors.passkeys.signIn(proof, HOME, BROWSER));

        var copied = factors.passkeys.beginSignIn(SITE, HOME);
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> factors.passkeys.signIn(answer(copied.challenge(), "cred 7 " + copied.options()), HOME, BROWSER));
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> factors.passkeys.beginConfirmation(caller(anna), Site.of("https://other.example")));
    }

    @Test
    void aPasskeyIsRenamedByItsOwnPerson() {
        var made = factors.addPasskey(caller(anna), SITE, "cred", 0).passkey();
        assertEquals(
                "Blue key",
                factors.passkeys.rename(caller(anna), made.id(), " Blue key ").name());
        refused(ErrorCode.NOT_FOUND, () -> factors.passkeys.rename(caller(admin), made.id(), "Mine"));
        refused(ErrorCode.INVALID_REQUEST, () -> factors.passkeys.rename(caller(anna), made.id(), " "));
        assertEquals("Blue key", factors.passkeys.of(caller(anna)).getFirst().name());
    }

    @Test
    void aPasskeyOfSomebodyElseIsNoSecondStep() {
        factors.addPasskey(caller(anna), SITE, "hers", 0);
        factors.addPasskey(caller(admin), SITE, "his", 0);
        var step = begin();
        var asked = factors.passkeys.beginSecondStep(SITE, step.token(), HOME, BROWSER);
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> sessions.finish(
                        step.token(), answer(asked.challenge(), "his 0 " + asked.options()), HOME, BROWSER));
        var his = factors.passkeys.beginConfirmation(caller(admin), SITE);
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> sessions.finish(step.token(), answer(his.challenge(), "his 0 " + his.options()), HOME, BROWSER));
    }

    @Test
    void aDisabledAccountsPasskeyIsRefusedLikeAnUnknownOne() {
        factors.addPasskey(caller(anna), SITE, "hers", 0);
        people.change(anna.id(), RoleId.USER, true, anna.passwordHash());
        var asked = factors.passkeys.beginSignIn(SITE, HOME);
        refused(
                ErrorCode.PASSKEY_REFUSED,
                () -> factors.passkeys.signIn(answer(asked.challenge(), "hers 0 " + asked.options()), HOME, BROWSER));
    }

    @Test
    void dangerousActsWantAProofOfTheLastTenMinutes() {
        var own = (SignedIn) signIn();
        factors.confirmations.require(own.session());
        people.clock.advance(Duration.ofMinutes(10));
        var asked = refused(ErrorCode.STEP_UP_REQUIRED, () -> factors.confirmations.require(now(own)));
        assertEquals("password", asked.parameters().get("methods"));
        refused(
                ErrorCode.LOGIN_FAILED,
                () -> factors.confirmations.confirm(now(own), new Proof.Password("wrong"), HOME));
        factors.confirmations.confirm(now(own), new Proof.Password(People.PASSWORD), HOME);
        factors.confirmations.require(now(own));
    }

    @Test
    void whoHasASecondFactorConfirmsByItAndNotByThePassword() {
        var own = (SignedIn) signIn();
        factors.setUpApp(caller(anna, own.session()));
        people.clock.advance(Duration.ofMinutes(10));
        var asked = refused(ErrorCode.STEP_UP_REQUIRED, () -> factors.confirmations.require(now(own)));
        assertEquals("totp,recovery-code", asked.parameters().get("methods"));
        refused(
                ErrorCode.CODE_WRONG,
                () -> factors.confirmations.confirm(now(own), new Proof.Password(People.PASSWORD), HOME));
        factors.confirmations.confirm(now(own), factors.nextCode(anna.id()), HOME);
        factors.confirmations.require(now(own));
    }

    @Test
    void administratorsActAsPeopleWhoMayLessAndNobodyElseDoes() {
        var own = (SignedIn) sessions.signIn("admin", People.PASSWORD, HOME, BROWSER);
        var acting = sessions.impersonate(caller(admin, own.session()), anna.id(), BROWSER);
        var session = sessions.find(acting.secret()).orElseThrow();
        assertEquals(anna.id(), session.user());
        assertEquals(admin.id(), session.impersonator().user());
        refused(ErrorCode.IMPERSONATING, () -> factors.confirmations.require(session));
        refused(
                ErrorCode.IMPERSONATING,
                () -> factors.confirmations.confirm(session, new Proof.Password(People.PASSWORD), HOME));
        var asAnna =
                new Caller(anna.id(), "Anna", RoleId.USER, session.handle(), "", HOME, null, session.impersonator());
        refused(ErrorCode.IMPERSONATING, () -> factors.service.begin(asAnna));
        refused(ErrorCode.FORBIDDEN, () -> sessions.impersonate(caller(anna), admin.id(), BROWSER));
        refused(ErrorCode.FORBIDDEN, () -> sessions.impersonate(caller(admin, own.session()), admin.id(), BROWSER));
    }

    @Test
    void actingEndsWithTheOwnSessionWithTheRoleAndAfterAnHour() {
        var own = (SignedIn) sessions.signIn("admin", People.PASSWORD, HOME, BROWSER);
        var first = sessions.impersonate(caller(admin, own.session()), anna.id(), BROWSER);
        sessions.end(own.session().handle());
        assertTrue(sessions.find(first.secret()).isEmpty());

        var next = (SignedIn) sessions.signIn("admin", People.PASSWORD, HOME, BROWSER);
        var second = sessions.impersonate(caller(admin, next.session()), anna.id(), BROWSER);
        people.clock.advance(Duration.ofMinutes(59));
        assertTrue(sessions.find(second.secret()).isPresent());
        people.clock.advance(Duration.ofMinutes(1));
        assertTrue(sessions.find(second.secret()).isEmpty());

        var third = sessions.impersonate(caller(admin, next.session()), anna.id(), BROWSER);
        people.change(admin.id(), RoleId.USER, false, admin.passwordHash());
        sessions.changed(admin.id());
        assertTrue(sessions.find(third.secret()).isEmpty());
        refused(
                ErrorCode.NOT_SIGNED_IN,
                () -> sessions.impersonate(
                        new Caller(admin.id(), "Admin", RoleId.ADMINISTRATOR, "gone", "", HOME), anna.id(), BROWSER));
    }

    private Session now(SignedIn signedIn) {
        return sessions.find(signedIn.secret()).orElseThrow();
    }

    private Object signIn() {
        return sessions.signIn("anna", People.PASSWORD, HOME, BROWSER);
    }

    private SecondStep begin() {
        return assertInstanceOf(SecondStep.class, signIn());
    }

    private SignedIn finish(String token, String address, String client) {
        return sessions.finish(token, factors.nextCode(anna.id()), address, client);
    }

    private static Proof.Passkey answer(String challenge, String credential) {
        return new Proof.Passkey(challenge, credential, SITE);
    }

    private Caller caller(UserRecord user) {
        return new Caller(user.id(), user.name(), user.role(), "none", "", HOME);
    }

    private Caller caller(UserRecord user, Session session) {
        return new Caller(user.id(), user.name(), user.role(), session.handle(), "", HOME);
    }

    private static OstlerException refused(ErrorCode code, Executable work) {
        var refused = assertThrows(OstlerException.class, work);
        assertEquals(code, refused.code());
        return refused;
    }
}
