package io.ostler.daemon.sftp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.UserId;
import io.ostler.protocol.Messages.Revocation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, how many at once, and how it ends. */
@Tag("slow")
class SignInTest {
    @TempDir
    Path folder;

    private TestDoor door;
    private SshClient client;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(folder);
        client = RawSftp.client();
    }

    @AfterEach
    void close() throws Exception {
        client.stop();
        door.close();
    }

    private RawSftp connect() throws IOException {
        return new RawSftp(client, door.port(), TestDoor.NAME, TestDoor.PASSWORD).greeted();
    }

    @Test
    void aRevocationCutsTheConnection() throws Exception {
        try (var sftp = connect()) {
            assertEquals(RawSftp.OK, sftp.status(17, "/"));
            assertEquals(1, door.grants.open().size());
            door.grants.revoke(new Revocation(door.panel.user(TestDoor.NAME), null, null, null));
            assertTrue(sftp.isCut());
        }
    }

    @Test
    void aRevocationCutsAnUploadInItsMiddle() throws Exception {
        try (var sftp = connect()) {
            var handle = sftp.open("a", 2 | 8);
            door.grants.revoke(new Revocation(null, "door-" + TestDoor.NAME, null, null));
            assertTrue(sftp.isCut());
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    sftp.status(6, handle, 0L, new byte[10_000]);
                }
            });
        }
    }

    @Test
    void othersRevocationsHarmNobody() throws Exception {
        try (var sftp = connect()) {
            door.grants.revoke(new Revocation(UserId.create(), null, null, null));
            assertEquals(RawSftp.OK, sftp.status(17, "/"));
        }
    }

    @Test
    void grantsEndWithTheirConnections() throws Exception {
        connect().close();
        await(() -> door.grants.open().isEmpty() && door.keeper.present() == 0);
    }

    @Test
    void everyReasonIsTheSameNo() throws Exception {
        door.panel.passwords.put("berta.bbbbbbbb", "another password");
        List<String> answers = new ArrayList<>();
        for (var name : List.of(TestDoor.NAME, "nobody.aaaaaaaa", "anna.zzzzzzzz", "anna", "", "..", "a.b.c.d")) {
            var error =
                    assertThrows(SshException.class, () -> new RawSftp(client, door.port(), name, "wrong password"));
            answers.add(error.getDisconnectCode() + " " + error.getMessage());
        }
        assertEquals(1, answers.stream().distinct().count(), () -> "" + answers);
    }

    @Test
    void aPanelThatIsAwayIsSaid() {
        door.panel.trouble = ErrorCode.NODE_AWAY;
        var error = assertThrows(SshException.class, this::connect);
        assertFalse(error.getMessage().contains("NODE_AWAY"), error.getMessage());
        assertTrue(door.grants.open().isEmpty());
    }

    @Test
    void passwordsAreTriedThreeTimesAConnection() throws Exception {
        var session = client.connect(TestDoor.NAME, "127.0.0.1", door.port())
                .verify(Duration.ofSeconds(60))
                .getSession();
        for (int i = 0; i < 8; i++) {
            session.addPasswordIdentity("wrong " + i);
        }
        assertThrows(SshException.class, () -> session.auth().verify(Duration.ofSeconds(60)));
        assertEquals(3, door.panel.asked.size());
        session.close(true);
    }

    @Test
    void aPersonHasOnlySoManyConnections() throws Exception {
        List<RawSftp> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(connect());
        }
        assertThrows(IOException.class, this::connect);
        door.panel.passwords.put("berta.aaaaaaaa", "another password");
        try (var berta = new RawSftp(client, door.port(), "berta.aaaaaaaa", "another password").greeted()) {
            assertEquals(RawSftp.OK, berta.status(17, "/"));
        }
        open.removeFirst().close();
        await(() -> door.grants.open().size() == 4 && door.keeper.present() == 4);
        connect().close();
        open.forEach(RawSftp::close);
    }

    @Test
    void strangersCanNotKeepTheDoorShut() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            strangers.add(new Socket("127.0.0.1", door.port()));
        }
        try (var sftp = connect()) {
            assertEquals(RawSftp.OK, sftp.status(17, "/"));
        }
        for (var stranger : strangers) {
            stranger.close();
        }
        await(() -> door.keeper.present() == 0);
    }

    @Test
    void whoSpeaksNoSshIsCut() throws Exception {
        door.close();
        door = new TestDoor(
                folder,
                new Bounds(
                        0, 20, 5, 100, 10, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(5), 100));
        var random = new Random(7);
        List<Socket> wild = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            var socket = new Socket("127.0.0.1", door.port());
            socket.setSoTimeout(60_000);
            wild.add(socket);
            var bytes = new byte[i * 1000];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                socket.getOutputStream().write("SSH-2.0-wild\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().write(bytes);
        }
        for (var socket : wild) {
            try (socket) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (SocketException e) {
                // reset while we wrote: cut as well
            }
        }
        try (var sftp = connect()) {
            assertEquals(RawSftp.OK, sftp.status(17, "/"));
        }
    }

    @Test
    void theKeysStayTheSameAndArePrivate() throws Exception {
        var first = door.address().fingerprint();
        assertTrue(first.startsWith("SHA256:"), first);
        door.close();
        door = new TestDoor(folder);
        assertEquals(first, door.address().fingerprint());
        try (var files = Files.list(folder.resolve("keys"))) {
            for (var file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void brokenKeyFilesAreNotReplaced() throws Exception {
        door.close();
        var file = folder.resolve("keys/sftp-ed25519.key");
        Files.writeString(file, "broken");
        assertThrows(IOException.class, () -> new TestDoor(folder).close());
        assertEquals("broken", Files.readString(file));
        Files.delete(file);
        door = new TestDoor(folder);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came");
            Thread.onSpinWait();
        }
    }
}
