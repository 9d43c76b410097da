package io.ostler.panel.auth.internal.login;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.realm.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.realm.Realm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String HOME = "198.51.100.7";

    private final People people = new People();

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void theRightPasswordProvesItsOwnerUnderAnyCaseOfTheName() {
        var anna = people.add("Anna", RoleId.USER);
        assertEquals(
                anna.id(), people.logins.prove("aNNA", People.PASSWORD, HOME).user());
    }

    @Test
    void wrongUnknownAndDisabledAreTheSameToWhoAsksAndCostTheSame() {
        people.add("anna", RoleId.USER);
        var disabled = people.add("berta", RoleId.USER);
        people.change(disabled.id(), RoleId.USER, true, disabled.passwordHash());
        for (var name : List.of("anna", "berta", "nobody", "", "n\0body", "x".repeat(5000), "berta'--")) {
            int before = people.hasher.matches.get();
            var password = name.equals("berta") ? People.PASSWORD : "wrong password";
            var failed = assertThrows(OstlerException.class, () -> people.logins.prove(name, password, HOME));
            assertEquals(ErrorCode.LOGIN_FAILED, failed.code(), name);
            assertEquals(Map.of(), failed.parameters(), name);
            assertEquals(1, people.hasher.matches.get() - before, "one hash for " + name);
            assertEquals(0, people.hasher.hashes.get());
        }
    }

    @Test
    void thePasswordOfTheDummyOpensNothing() {
        var failed = assertThrows(
                OstlerException.class, () -> people.logins.prove("nobody", "no password is this one", HOME));
        assertEquals(ErrorCode.LOGIN_FAILED, failed.code());
    }

    @Test
    void guessingIsThrottledForThatAddressAlone() {
        people.add("anna", RoleId.USER);
        for (int i = 0; i < 10; i++) {
            assertFails(ErrorCode.LOGIN_FAILED, () -> people.logins.prove("anna", "wrong", "203.0.113.9"));
        }
        int hashes = people.hasher.matches.get();
        assertFails(ErrorCode.LOGIN_THROTTLED, () -> people.logins.prove("anna", People.PASSWORD, "203.0.113.9"));
        assertEquals(hashes, people.hasher.matches.get(), "a throttled attempt costs no hash");
        assertDoesNotThrow(() -> people.logins.prove("anna", People.PASSWORD, HOME));
    }

    @Test
    void manySuccessesAreNeverThrottled() {
        people.add("anna", RoleId.USER);
        for (int i = 0; i < 100; i++) {
            people.logins.prove("anna", People.PASSWORD, HOME);
        }
    }

    @Test
    void aHashOfOldParametersIsRenewedAtTheNextSignIn() {
        var anna = people.add("anna", RoleId.USER);
        people.hasher.version = 2;
        people.logins.prove("anna", People.PASSWORD, HOME);
        assertEquals("v2:" + People.PASSWORD, hashOf(anna));
        people.logins.prove("anna", People.PASSWORD, HOME);
        assertEquals(1, people.hasher.hashes.get());
    }

    @Test
    void renewingAHashNeverUndoesAPasswordThatWasChangedMeanwhile() {
        var anna = people.add("anna", RoleId.USER);
        people.hasher.version = 2;
        people.hasher.beforeHash = () -> people.change(anna.id(), RoleId.USER, false, "v2:changed meanwhile");
        people.logins.prove("anna", People.PASSWORD, HOME);
        assertEquals("v2:changed meanwhile", hashOf(anna));
    }

    @Test
    void aSignedInUserConfirmsWithTheirOwnPasswordOnly() {
        var anna = people.add("anna", RoleId.USER);
        assertDoesNotThrow(() -> people.logins.confirm(anna.id(), People.PASSWORD, HOME));
        assertFails(ErrorCode.LOGIN_FAILED, () -> people.logins.confirm(anna.id(), "wrong", HOME));
        assertFails(ErrorCode.LOGIN_FAILED, () -> people.logins.confirm(UserId.create(), People.PASSWORD, HOME));
    }

    @Test
    void confirmingIsThrottledLikeASignIn() {
        var anna = people.add("anna", RoleId.USER);
        for (int i = 0; i < 10; i++) {
            assertFails(ErrorCode.LOGIN_FAILED, () -> people.logins.confirm(anna.id(), "wrong", HOME));
        }
        assertFails(ErrorCode.LOGIN_THROTTLED, () -> people.logins.confirm(anna.id(), People.PASSWORD, HOME));
    }

    @Test
    void whatStillHoldsIsTheAccountAsItIsNow() {
        var anna = people.add("anna", RoleId.USER);
        var identity = people.logins.prove("anna", People.PASSWORD, HOME);
        assertEquals(true, people.logins.stillHolds(identity, People.PASSWORD));
        people.change(anna.id(), RoleId.USER, false, "v2:" + People.PASSWORD);
        assertEquals(true, people.logins.stillHolds(identity, People.PASSWORD), "only hashed anew");
        people.change(anna.id(), RoleId.USER, false, "v2:another one");
        assertEquals(false, people.logins.stillHolds(identity, People.PASSWORD));
        people.change(anna.id(), RoleId.USER, true, anna.passwordHash());
        assertEquals(false, people.logins.stillHolds(identity, People.PASSWORD));
    }

    @Test
    void anotherRealmCanKnowAPasswordThatOursDoesNot() {
        var anna = people.add("anna", RoleId.USER);
        people.realms.addRealm(new Directory(anna));
        assertEquals(new Identity(anna.id(), null), people.logins.prove("anna", "directory password", HOME));
        assertFails(ErrorCode.LOGIN_FAILED, () -> people.logins.prove("anna", "neither", HOME));
        assertEquals(
                anna.id(), people.logins.prove("anna", People.PASSWORD, HOME).user());
    }

    @Test
    void anOverloadIsNotAWrongPasswordWhateverOtherRealmsSay() {
        var anna = people.add("anna", RoleId.USER);
        people.hashing.close();
        for (int i = 0; i < 20; i++) {
            assertFails(ErrorCode.OVERLOADED, () -> people.logins.prove("anna", People.PASSWORD, HOME));
        }
        people.realms.addRealm(new Directory(anna));
        assertFails(ErrorCode.OVERLOADED, () -> people.logins.prove("anna", "neither", HOME));
    }

    private String hashOf(UserRecord user) {
        return people.users.find(user.id()).orElseThrow().passwordHash();
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }

    /** A realm that asks somewhere else. */
    private record Directory(UserRecord user) implements Realm {
        @Override
        public String getName() {
            return "directory";
        }

        @Override
        public boolean supports(AuthenticationToken token) {
            return token instanceof UsernamePasswordToken;
        }

        @Override
        public AuthenticationInfo getAuthenticationInfo(AuthenticationToken token) {
            var password = new String(((UsernamePasswordToken) token).getPassword());
            return Optional.of(password)
                    .filter("directory password"::equals)
                    .map(p -> new SimpleAuthenticationInfo(user.id(), p, getName()))
                    .orElseThrow(AuthenticationException::new);
        }
    }
}
