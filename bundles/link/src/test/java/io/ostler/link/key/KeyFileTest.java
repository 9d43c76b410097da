package io.ostler.link.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void theSamePairComesBack() throws Exception {
        var file = folder.resolve("a/b/node.key");
        var first = KeyFile.loadOrCreate(file);
        var second = KeyFile.loadOrCreate(file);
        assertEquals(first.verifyingKey(), second.verifyingKey());
        var message = new byte[] {4, 5};
        assertTrue(first.verifyingKey().verifies(message, second.sign(message)));
        assertFalse(first.verifyingKey().verifies(new byte[] {4, 6}, second.sign(message)));
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        var file = folder.resolve("a/node.key");
        KeyFile.loadOrCreate(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws Exception {
        KeyFile.loadOrCreate(folder.resolve("node.key"));
        PrivateFile.write(folder.resolve("other"), new byte[] {1});
        PrivateFile.write(folder.resolve("other"), new byte[] {2});
        assertFalse(PrivateFile.create(folder.resolve("other"), new byte[] {3}));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
        assertEquals(2, Files.readAllBytes(folder.resolve("other"))[0]);
    }

    @Test
    void manyAtOnceEndWithOnePair() throws Exception {
        var file = folder.resolve("node.key");
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<VerifyingKey> load = () -> KeyFile.loadOrCreate(file).verifyingKey();
            var keys = threads.invokeAll(java.util.Collections.nCopies(32, load));
            for (var key : keys) {
                assertEquals(keys.getFirst().get(), key.get());
            }
        }
    }

    @Test
    void aDamagedFileIsAnErrorAndStaysAsItIs() throws Exception {
        var file = folder.resolve("node.key");
        for (var content :
                new String[] {"", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
            Files.writeString(file, content);
            assertThrows(IOException.class, () -> KeyFile.loadOrCreate(file));
            assertEquals(content, Files.readString(file));
        }
    }

    @Test
    void halvesOfTwoPairsAreRefused() throws Exception {
        var one = folder.resolve("one");
        var two = folder.resolve("two");
        KeyFile.loadOrCreate(one);
        KeyFile.loadOrCreate(two);
        var mixed = Files.readString(one).split("-----BEGIN PUBLIC")[0] + "-----BEGIN PUBLIC"
                + Files.readString(two).split("-----BEGIN PUBLIC")[1];
        Files.writeString(one, mixed);
        assertThrows(IOException.class, () -> KeyFile.load(one));
    }

    @Test
    void keysHaveOneTextAndAShortFingerprint() {
        var key = SigningKey.generate().verifyingKey();
        assertEquals(key, VerifyingKey.of(key.text()));
        assertTrue(key.fingerprint().matches("[0-9a-f]{32}"));
        assertNotEquals(key.fingerprint(), SigningKey.generate().verifyingKey().fingerprint());
        for (var wrong :
                new String[] {"", "AAAA", "!", key.text() + "AAAA", key.text().substring(4)}) {
            assertThrows(IllegalArgumentException.class, () -> VerifyingKey.of(wrong));
        }
    }

    @Test
    void partsCannotBeShiftedInATranscript() {
        assertFalse(java.util.Arrays.equals(
                new Transcript("a").add("bc").add("d").bytes(),
                new Transcript("a").add("b").add("cd").bytes()));
    }
}
