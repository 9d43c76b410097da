package io.ostler.panel.storage.jdbc.internal.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.OstlerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxServiceTest {
    @TempDir
    private Path data;

    private SecretBoxService box;

    @BeforeEach
    void make() {
        box = new SecretBoxService(new KeyFile(data));
    }

    @Test
    void opensWhatItSealedAndNeverTheSameTwice() {
        var sealed = box.seal("totp/anna", "geheim ü");
        assertEquals("geheim ü", box.open("totp/anna", sealed));
        assertNotEquals(sealed, box.seal("totp/anna", "geheim ü"));
        assertFalse(sealed.contains("geheim"));
        assertEquals("", box.open("totp/anna", box.seal("totp/anna", "")));
    }

    @Test
    void inAnotherPlaceOrChangedItStaysShut() {
        var sealed = box.seal("totp/anna", "geheim");
        refused("SEAL_BROKEN", () -> box.open("totp/bert", sealed));
        char last = sealed.charAt(10) == 'A' ? 'B' : 'A';
        refused("SEAL_BROKEN", () -> box.open("totp/anna", sealed.substring(0, 10) + last + sealed.substring(11)));
        refused("SEAL_BROKEN", () -> box.open("totp/anna", "geheim"));
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() throws Exception {
        var old = box.seal("oidc/1", "first");
        // as bin/ostler does it while the panel runs
        new KeyFile(data).rotate();
        assertEquals("first", box.open("oidc/1", old));
        assertFalse(box.isCurrent(old));
        var sealed = box.seal("oidc/1", "second");
        assertTrue(box.isCurrent(sealed));
        assertEquals("second", box.open("oidc/1", sealed));
    }

    @Test
    void theKeyFileIsItsOwnersAloneAndWithoutItNothingOpens() throws Exception {
        var sealed = box.seal("oidc/1", "secret");
        var file = data.resolve("panel/secrets.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        Files.delete(file);
        refused("SEAL_BROKEN", () -> new SecretBoxService(new KeyFile(data)).open("oidc/1", sealed));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refused("KEY_MISSING", () -> new SecretBoxService(new KeyFile(data)).open("oidc/1", sealed));
    }

    private static void refused(String reason, Runnable act) {
        var failure = assertThrows(OstlerException.class, act::run);
        assertEquals(reason, failure.parameters().get("reason"));
    }
}
