package io.ostler.daemon.sftp.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door as OpenSSH's own programs find it. */
class OpenSshTest {
    @TempDir
    Path folder;

    private TestDoor door;
    private OpenSsh client;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(folder);
        client = new OpenSsh(folder, door.port());
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    private String withPassword(String batch) throws Exception {
        return client.sftpWithPassword(TestDoor.NAME, TestDoor.PASSWORD, batch).output();
    }

    @Test
    void filesGoThereAndBackWithAPassword() throws Exception {
        var bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(folder.resolve("local.bin"), bytes);
        var output =
                withPassword("mkdir dir\nput local.bin dir/remote.bin\nget dir/remote.bin back.bin\nls -l dir\ndf -h");
        assertArrayEquals(bytes, Files.readAllBytes(door.files.resolve("dir/remote.bin")), output);
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("back.bin")), output);
        assertTrue(output.contains("5000000"), output);
        assertEquals(bytes.length, door.uploaded.get());
    }

    @ParameterizedTest
    @CsvSource({"ed25519,", "ecdsa,", "ecdsa,-b521", "rsa,-b2048"})
    void keysOfAllKindsOpen(String kind, String option) throws Exception {
        var key = option == null ? client.newKey(kind) : client.newKey(kind, option);
        door.panel.keys.put(TestDoor.NAME, OpenSsh.publicText(key));
        var result = client.sftpWithKey(TestDoor.NAME, key, "pwd");
        assertTrue(result.output().contains("Remote working directory: /"), result.output());
        var proofs = door.panel.asked.stream().map(asked -> asked.proved()).toList();
        assertEquals(List.of(false, true), proofs, "asked for first, then proved");
    }

    @Test
    void aForeignKeyOpensNothing() throws Exception {
        var key = client.newKey("ed25519");
        var result = client.sftpWithKey(TestDoor.NAME, key, "pwd");
        assertNotEquals(0, result.code());
        assertTrue(result.output().contains("Permission denied"), result.output());
        assertTrue(door.panel.asked.stream().noneMatch(asked -> asked.proved()));
    }

    @Test
    void aWrongPasswordOpensNothing() throws Exception {
        var result = client.sftpWithPassword(TestDoor.NAME, "wrong", "pwd");
        assertTrue(result.output().contains("Permission denied"), result.output());
        assertEquals("wrong", door.panel.asked.getLast().password());
        assertEquals("127.0.0.1", door.panel.asked.getLast().address());
    }

    @Test
    void foldersAndFilesAreMadeRenamedAndRemoved() throws Exception {
        Files.writeString(folder.resolve("a"), "a");
        var output = withPassword("""
                mkdir one
                put a one/a
                rename one/a one/b
                chmod 600 one/b
                ls -la one
                rm one/b
                rmdir one
                mkdir two""");
        assertTrue(Files.isDirectory(door.files.resolve("two")), output);
        assertFalse(Files.exists(door.files.resolve("one")), output);
        assertTrue(output.contains("-rw-------"), output);
    }

    @Test
    void nothingLeadsOutOfTheRoot() throws Exception {
        Files.writeString(folder.resolve("outside"), "outside");
        var output = withPassword(
                "cd ..\npwd\nget ../outside stolen\nget /../../outside stolen\nls ..\nsymlink ../outside link");
        assertTrue(output.contains("Remote working directory: /"), output);
        assertFalse(Files.exists(folder.resolve("stolen")), output);
        assertFalse(Files.exists(door.files.resolve("link")), output);
    }

    @Test
    void readersOnlyRead() throws Exception {
        Files.writeString(door.files.resolve("a"), "there");
        Files.writeString(folder.resolve("new"), "new");
        door.panel.rights = new FileRights(FileAccess.READ, List.of(), false);
        var output = withPassword("get a copy\nput new new\nput new a\nrm a\nmkdir dir\nrename a b\nchmod 777 a");
        assertEquals("there", Files.readString(folder.resolve("copy")), output);
        assertEquals("there", Files.readString(door.files.resolve("a")), output);
        try (var left = Files.list(door.files)) {
            assertEquals(1, left.count(), output);
        }
    }

    @Test
    void largeFoldersAreListedWhole() throws Exception {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(door.files.resolve("file-" + i));
        }
        var output = withPassword("ls -1");
        assertEquals(
                3000, output.lines().filter(line -> line.startsWith("file-")).count());
    }

    @Test
    void thereIsNoShellNoCommandAndNoTunnel() throws Exception {
        var shell = client.ssh(TestDoor.NAME, TestDoor.PASSWORD, "id");
        assertNotEquals(0, shell.code());
        assertFalse(shell.output().contains("uid="), shell.output());
        var tunnel = client.ssh(
                TestDoor.NAME, TestDoor.PASSWORD, "-o", "ExitOnForwardFailure=yes", "-N", "-R", "0:127.0.0.1:1");
        assertNotEquals(0, tunnel.code(), tunnel.output());
    }

    @Test
    void whatIsDoneIsNotedForTheAudit() throws Exception {
        Files.writeString(folder.resolve("a"), "a");
        withPassword("mkdir one\nput a one/a\nrename one/a one/b\nchmod 600 one/b\nget one/b c\nrm one/b\nrm one/gone");
        assertTrue(
                door.noted.containsAll(List.of(
                        "FILE_FOLDER one",
                        "FILE_WRITE one/a",
                        "FILE_RENAME one/a",
                        "FILE_MODE one/b",
                        "FILE_READ one/b",
                        "FILE_DELETE one/b")),
                door.noted::toString);
    }
}
