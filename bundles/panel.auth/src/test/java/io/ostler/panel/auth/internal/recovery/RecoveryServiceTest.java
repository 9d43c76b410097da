package io.ostler.panel.auth.internal.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.login.GuessThrottle;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse 24 and 26: the way back in rests on a local secret, works once, and leaves nothing of the former proofs. */
class RecoveryServiceTest {
    private static final String HOME = "198.51.100.7";
    private static final String CODE = "0123-4567-89AB-CDEF";
    private static final String NEXT = "an entirely new phrase";

    @TempDir
    private Path folder;

    private final People people = new People();
    private final List<String> done = new ArrayList<>();
    private RecoveryService recovery;
    private UserId anna;

    @BeforeEach
    void open() throws IOException {
        anna = people.add("Anna", RoleId.ADMINISTRATOR).id();
        recovery = new RecoveryService(
                folder.resolve("recovery"),
                people.users,
                passwords(),
                people.factors,
                sessions(),
                people.clock,
                new GuessThrottle(() -> 0));
        leave("Anna", CODE, people.clock.instant().plus(Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        people.close();
    }

    private Sessions sessions() {
        return (Sessions)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Sessions.class}, (p, method, a) -> {
                    done.add(method.getName());
                    return null;
                });
    }

    private static Passwords passwords() {
        return new Passwords() {
            @Override
            public String hash(String userName, String password) {
                if (password.length() < 12) {
                    throw new OstlerException(ErrorCode.PASSWORD_TOO_WEAK);
                }
                return "v1:" + password;
            }

            @Override
            public void verify(UserId user, String password, String address) {
                throw new OstlerException(ErrorCode.LOGIN_FAILED);
            }
        };
    }

    private void leave(String name, String code, Instant ends) throws IOException {
        var hash = HexFormat.of().formatHex(RecoveryFile.sha256(RecoveryFile.normal(code)));
        Files.writeString(folder.resolve("recovery"), name + "\n" + hash + "\n" + ends + "\n");
    }

    @Test
    void theCodeGivesANewPasswordAndTakesBanFactorsAndSessions() {
        people.change(anna, RoleId.ADMINISTRATOR, true, "v1:" + People.PASSWORD);
        people.factorStore.putCodes(anna, List.of("hash"));

        recovery.complete("0123 4567 89ab cdef", NEXT, HOME, "Browser");

        var user = people.users.find(anna).orElseThrow();
        assertEquals("v1:" + NEXT, user.passwordHash());
        assertFalse(user.disabled());
        assertEquals(0, people.factorStore.countCodes(anna));
        assertEquals(List.of("changed", "endAll", "open"), done);
    }

    @Test
    void itWorksOnce() {
        recovery.complete(CODE, NEXT, HOME, "Browser");
        assertWrong(CODE);
    }

    @Test
    void aWeakPasswordLeavesTheCodeGood() {
        var weak = assertThrows(OstlerException.class, () -> recovery.complete(CODE, "short", HOME, "Browser"));
        assertEquals(ErrorCode.PASSWORD_TOO_WEAK, weak.code());
        assertEquals(
                "v1:" + People.PASSWORD, people.users.find(anna).orElseThrow().passwordHash());
        recovery.complete(CODE, NEXT, HOME, "Browser");
    }

    @Test
    void whatIsWrongTooOldOrWasNeverMadeIsRefusedAlike() throws IOException {
        assertWrong("0123-4567-89AB-CDEG");
        assertWrong("");
        leave("Anna", CODE, people.clock.instant());
        assertWrong(CODE);
        for (var broken : List.of("", "Anna", "Anna\nzz\nnever\n", "Anna\n\n\n", "x".repeat(5000))) {
            Files.writeString(folder.resolve("recovery"), broken);
            assertWrong(CODE);
            assertWrong("");
        }
        Files.delete(folder.resolve("recovery"));
        assertWrong(CODE);
        assertEquals(List.of(), done);
    }

    @Test
    void aNameThatNobodyHasIsToldToWhoeverHasTheCode() throws IOException {
        leave("Nobody", CODE, people.clock.instant().plusSeconds(60));
        var missing = assertThrows(OstlerException.class, () -> recovery.complete(CODE, NEXT, HOME, "Browser"));
        assertEquals(ErrorCode.NOT_FOUND, missing.code());
    }

    @Test
    void whoGuessesLearnsToWaitAndWhoHasTheCodeDoesNot() {
        boolean waits = false;
        for (int i = 0; i < 100 && !waits; i++) {
            var refused = assertThrows(
                    OstlerException.class, () -> recovery.complete("0000-0000-0000-0000", NEXT, HOME, "Browser"));
            waits = refused.code() == ErrorCode.LOGIN_THROTTLED;
        }
        assertTrue(waits);
        recovery.complete(CODE, NEXT, HOME, "Browser");
    }

    private void assertWrong(String code) {
        var wrong = assertThrows(OstlerException.class, () -> recovery.complete(code, NEXT, HOME, "Browser"));
        assertEquals(ErrorCode.RECOVERY_CODE_WRONG, wrong.code());
    }
}
