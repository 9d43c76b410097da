package io.ostler.panel.auth.internal.password;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy(() -> 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password12",
                "Password1234",
                "P@ssw0rd2024!",
                "passwordpassword",
                "qwertyuiop",
                "qwerty123456",
                "1q2w3e4r5t",
                "1qaz2wsx3edc",
                "1234567890",
                "0987654321",
                "aaaaaaaaaaaa",
                "121212121212",
                "abcabcabcabc",
                "abcdefghijkl",
                "iloveyou123",
                "ILoveYou!!!!",
                "letmein2023",
                "welcome2024",
                "Summer2025!",
                "administrator",
                "admin12345",
                "minecraft1",
                "minecraft2011",
                "dragonmonkey",
                "changeme123",
                "asdfghjkl;",
                "qwertzuiop",
                "azertyuiop",
                "!@#$%^&*()",
                "football2020",
                "Passw0rd!!!",
                "trustno1trustno1",
                "charlie1999",
                "11112222333",
                "ostler2026!",
                "Metallica99",
                "M4nch3ster!1",
                "Manchester1878",
                "          "
            })
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertRule("COMMON", "anna", password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "Mein Pferd frisst Heu!",
                "kT7#vQ2m!x",
                "xkcdfvgbnh81",
                "hunde bellen nachts laut",
                "3 blind mice run uphill",
                "пароль для сервера",
                "我的服务器密码很长很长",
                "🐎🐎🐴🐴🦄🦄🐎🐴🦄🐷"
            })
    void aLongSentenceOrTrueRandomnessIsWelcome(String password) {
        assertDoesNotThrow(() -> policy.check("anna", password));
    }

    @Test
    void everyKnownPasswordIsRefusedBareAndDecorated() throws IOException {
        List<String> known;
        try (var in = PasswordPolicy.class.getResourceAsStream("known-passwords.txt")) {
            known = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        assertTrue(known.size() >= 10_000, "only " + known.size());
        var shorter = new PasswordPolicy(() -> 8);
        for (int i = 0; i < known.size(); i += 199) {
            var password = known.get(i);
            for (var each : List.of(password, password.toUpperCase(Locale.ROOT) + "!", "1" + password + "2")) {
                var weak = assertThrows(OstlerException.class, () -> shorter.check("anna", each), each);
                assertEquals("COMMON", weak.parameters().get("rule"), each);
            }
        }
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleSeeThem() {
        assertRule("TOO_SHORT", "anna", "kT7#vQ2m!");
        assertRule("TOO_SHORT", "anna", "🐎🐴🦄🐷🐮");
        assertRule("TOO_LONG", "anna", "kT7#vQ2m!x".repeat(25) + "xyzabcd");
        assertDoesNotThrow(() -> policy.check("anna", "kT7#vQ2m!xcorrect horse battery".repeat(6)));
    }

    @Test
    void howLongAPasswordMustBeIsTheHousesToSay() {
        var strict = new PasswordPolicy(() -> 12);
        var weak = assertThrows(OstlerException.class, () -> strict.check("anna", "kT7#vQ2m!xf"));
        assertEquals("12", weak.parameters().get("min"));
        assertDoesNotThrow(() -> strict.check("anna", "kT7#vQ2m!xfz"));
    }

    @Test
    void theUsersNameIsNoPassword() {
        assertRule("CONTAINS_NAME", "Berta.Meyer", "berta.meyer");
        assertRule("CONTAINS_NAME", "Berta.Meyer", "x1BERTA.MEYERx");
        assertRule("CONTAINS_NAME", "zorro", "zorrozorrozorro");
        assertDoesNotThrow(() -> policy.check("berta", "berta reitet gern aus"));
        assertDoesNotThrow(() -> policy.check("al", "alle meine entlein"));
    }

    @Test
    void theLimitsAreTold() {
        var weak = assertThrows(OstlerException.class, () -> policy.check("anna", "short"));
        assertEquals(ErrorCode.PASSWORD_TOO_WEAK, weak.code());
        assertEquals("10", weak.parameters().get("min"));
    }

    private void assertRule(String rule, String name, String password) {
        var weak = assertThrows(OstlerException.class, () -> policy.check(name, password), password);
        assertEquals(rule, weak.parameters().get("rule"), password);
    }
}
