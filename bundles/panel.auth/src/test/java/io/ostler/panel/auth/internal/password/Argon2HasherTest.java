package io.ostler.panel.auth.internal.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class Argon2HasherTest {
    private final Argon2Hasher hasher = new Argon2Hasher(19_456, 2, 1);

    @Test
    void aHashSaysHowItWasMade() {
        var hash = hasher.hash("pässwörd 🐎");
        assertTrue(hash.startsWith("$argon2id$v=19$t=2,m=19456,p=1$"), hash);
        assertTrue(hash.length() < 200);
        assertTrue(hasher.isCurrent(hash));
    }

    @Test
    void onlyTheRightPasswordMatches() {
        var hash = hasher.hash("pässwörd 🐎");
        assertTrue(hasher.matches("pässwörd 🐎", hash));
        assertFalse(hasher.matches("pässwörd 🐴", hash));
        assertFalse(hasher.matches("", hash));
    }

    @Test
    void theSamePasswordNeverHashesAlike() {
        assertNotEquals(hasher.hash("password"), hasher.hash("password"));
    }

    @Test
    void hashesOfOtherParametersStillMatchButAreNotCurrent() {
        var old = new Argon2Hasher(8_192, 1, 2).hash("password");
        assertTrue(hasher.matches("password", old));
        assertFalse(hasher.isCurrent(old));
    }

    @Test
    void aHashOfAnotherProgramMatches() {
        // Made by the reference implementation (libargon2).
        var reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
                + "$/DO3gTkjHTS3Fia9YkXB1y76GQrWBcPYFmpyrc7fosI";
        assertTrue(hasher.matches("password", reference));
        assertFalse(hasher.matches("Password", reference));
    }

    @Test
    void theDummyLooksLikeAHashAndMatchesNothing() {
        var dummy = hasher.dummy();
        assertEquals(hasher.hash("x").length(), dummy.length());
        assertTrue(hasher.isCurrent(dummy));
        assertFalse(hasher.matches("", dummy));
        assertFalse(hasher.matches(dummy, dummy));
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        for (var broken :
                List.of("", "$", "$argon2id$v=19$t=2", "plain", "$argon2id$v=x$t=2,m=8,p=1$YQ$YQ", "$2a$10$x")) {
            assertFalse(hasher.matches("password", broken), broken);
        }
    }
}
