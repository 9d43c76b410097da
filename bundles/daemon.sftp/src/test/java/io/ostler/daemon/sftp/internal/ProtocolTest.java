package io.ostler.daemon.sftp.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.FilePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single requests do and don't, over the real file tree. */
@Tag("slow")
class ProtocolTest {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int APPEND = 4;
    private static final int CREATE = 8;
    private static final int EXCLUSIVE = 32;

    @TempDir
    Path folder;

    private TestDoor door;
    private SshClient client;
    private RawSftp sftp;

    @BeforeEach
    void open() throws Exception {
        door = new TestDoor(folder);
        client = RawSftp.client();
        sftp = connect();
    }

    private RawSftp connect() throws IOException {
        return new RawSftp(client, door.port(), TestDoor.NAME, TestDoor.PASSWORD).greeted();
    }

    @AfterEach
    void close() throws Exception {
        client.stop();
        door.close();
    }

    @Test
    void bytesGoToTheirOffsets() throws Exception {
        var handle = sftp.open("/a", WRITE | CREATE);
        assertEquals(RawSftp.OK, sftp.status(6, handle, 3L, "def".getBytes(UTF_8)));
        assertEquals(RawSftp.OK, sftp.status(6, handle, 0L, "abc".getBytes(UTF_8)));
        assertEquals(RawSftp.OK, sftp.status(4, handle));
        assertEquals("abcdef", Files.readString(door.files.resolve("a")));
        var reading = sftp.open("/a", READ);
        assertArrayEquals("cde".getBytes(UTF_8), sftp.ask(5, reading, 2L, 3).bytes());
        assertEquals(RawSftp.END, sftp.status(5, reading, 6L, 3));
        assertNotEquals(RawSftp.OK, sftp.status(6, reading, 0L, "x".getBytes(UTF_8)), "opened to read");
    }

    @Test
    void whatIsAppendedGoesToTheEnd() throws Exception {
        Files.writeString(door.files.resolve("a"), "abc");
        var handle = sftp.open("a", WRITE | APPEND);
        assertEquals(RawSftp.OK, sftp.status(6, handle, 0L, "d".getBytes(UTF_8)));
        assertEquals(RawSftp.OK, sftp.status(6, handle, 0L, "e".getBytes(UTF_8)));
        assertEquals("abcde", Files.readString(door.files.resolve("a")));
    }

    @Test
    void aFileIsMadeOnceWhenThatIsAskedFor() throws Exception {
        sftp.open("a", WRITE | CREATE | EXCLUSIVE);
        assertThrows(IOException.class, () -> sftp.open("a", WRITE | CREATE | EXCLUSIVE));
        assertThrows(IOException.class, () -> sftp.open("b", WRITE));
    }

    @Test
    void modeTimeAndSizeAreSet() throws Exception {
        var file = Files.writeString(door.files.resolve("a"), "abcdef");
        assertEquals(RawSftp.OK, sftp.status(9, "a", 4, 0100640));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(RawSftp.OK, sftp.status(9, "a", 8, 1_000_000, 1_000_000));
        assertEquals(
                Instant.ofEpochSecond(1_000_000),
                Files.getLastModifiedTime(file).toInstant());
        assertEquals(RawSftp.OK, sftp.status(9, "a", 1, 3L));
        assertEquals("abc", Files.readString(file));
        assertEquals(RawSftp.OK, sftp.status(9, "a", 2, 0, 0), "owners are passed over");
        assertEquals(RawSftp.FAILURE, sftp.status(9, "a", 4, 04755), "no set-user-id");
    }

    @Test
    void renamingReplacesOnlyWhenAskedTo() throws Exception {
        Files.writeString(door.files.resolve("a"), "a");
        Files.writeString(door.files.resolve("b"), "b");
        assertEquals(RawSftp.FAILURE, sftp.status(18, "a", "b"));
        assertEquals("b", Files.readString(door.files.resolve("b")));
        assertEquals(RawSftp.OK, sftp.status(200, "posix-rename@openssh.com", "a", "b"));
        assertEquals("a", Files.readString(door.files.resolve("b")));
    }

    @Test
    void filesAndFoldersAreRemovedAsWhatTheyAre() throws Exception {
        Files.createDirectories(door.files.resolve("dir/in"));
        Files.writeString(door.files.resolve("a"), "a");
        assertEquals(RawSftp.FAILURE, sftp.status(13, "dir"));
        assertEquals(RawSftp.NO_SUCH_FILE, sftp.status(15, "a"));
        assertEquals(RawSftp.FAILURE, sftp.status(15, "dir"), "not empty");
        assertEquals(RawSftp.OK, sftp.status(15, "dir/in"));
        assertEquals(RawSftp.OK, sftp.status(13, "a"));
        assertEquals(RawSftp.NO_SUCH_FILE, sftp.status(13, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "/../secret",
                "/a/../../secret",
                "..\\secret",
                "/a\0b",
                "C:\\secret",
                "a\u0007b",
                "//../secret"
            })
    void pathsThatLeadOutOrAreNoneAreRefused(String path) throws Exception {
        Files.createDirectories(door.files.resolve("a"));
        Files.writeString(folder.resolve("secret"), "secret");
        for (int type : new int[] {7, 9, 11, 13, 14, 15, 17}) {
            assertNotEquals(RawSftp.OK, sftp.status(type, path, 0), "request " + type);
        }
        assertNotEquals(RawSftp.OK, sftp.status(3, path, READ, 0));
        assertNotEquals(RawSftp.OK, sftp.status(3, path, WRITE | CREATE, 0));
        assertNotEquals(RawSftp.OK, sftp.status(18, path, "b"));
        Files.writeString(door.files.resolve("c"), "c");
        assertNotEquals(RawSftp.OK, sftp.status(18, "c", path));
        assertEquals("secret", Files.readString(folder.resolve("secret")));
    }

    @Test
    void overlongUtf8IsNoPath() throws Exception {
        assertEquals(RawSftp.BAD, sftp.status(17, new byte[] {(byte) 0xc0, (byte) 0xae, (byte) 0xc0, (byte) 0xae}));
    }

    @Test
    void nothingIsDoneThroughLinks() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("f"), "outside");
        Files.createSymbolicLink(door.files.resolve("link"), outside);
        Files.createSymbolicLink(door.files.resolve("file"), outside.resolve("f"));
        for (int type : new int[] {7, 9, 11, 13, 14, 15, 17}) {
            assertNotEquals(RawSftp.OK, sftp.status(type, "link/f", 4, 0777), "request " + type);
        }
        assertNotEquals(RawSftp.OK, sftp.status(11, "link"), "list");
        assertNotEquals(RawSftp.OK, sftp.status(9, "file", 4, 0777), "mode");
        assertNotEquals(RawSftp.OK, sftp.status(9, "file", 8, 1, 1), "time");
        assertNotEquals(RawSftp.OK, sftp.status(3, "file", READ, 0));
        assertNotEquals(RawSftp.OK, sftp.status(3, "file", WRITE | CREATE, 0));
        assertNotEquals(RawSftp.OK, sftp.status(18, "link/f", "mine"));
        assertEquals(RawSftp.UNSUPPORTED, sftp.status(19, "link"), "readlink");
        assertEquals(RawSftp.UNSUPPORTED, sftp.status(20, "/etc/passwd", "mine"), "symlink");
        assertEquals(RawSftp.UNSUPPORTED, sftp.status(200, "hardlink@openssh.com", "file", "mine"));
        assertEquals("outside", Files.readString(outside.resolve("f")));
        assertFalse(Files.exists(door.files.resolve("mine"), LinkOption.NOFOLLOW_LINKS));
        assertEquals(RawSftp.OK, sftp.status(13, "file"), "the link itself goes");
        assertTrue(Files.exists(outside.resolve("f")));
    }

    @Test
    void aFolderThatBecomesALinkLeadsNowhere() throws Exception {
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("f"), "outside");
        var swapped = door.files.resolve("dir");
        Files.createDirectories(swapped);
        var aside = door.files.resolve("aside");
        var stop = new AtomicBoolean();
        var swapper = Thread.ofPlatform().start(() -> swap(swapped, aside, outside, stop));
        try {
            for (int i = 0; i < 3000; i++) {
                var answer = sftp.ask(3, "dir/f", WRITE | CREATE, 0);
                if (answer.type() == 102) {
                    var handle = answer.bytes();
                    sftp.status(6, handle, 0L, "inside".getBytes(UTF_8));
                    sftp.status(4, handle);
                }
                sftp.status(13, "dir/f");
            }
        } finally {
            stop.set(true);
            swapper.join();
        }
        assertEquals("outside", Files.readString(outside.resolve("f")));
    }

    private static void swap(Path swapped, Path aside, Path outside, AtomicBoolean stop) {
        try {
            while (!stop.get()) {
                Files.move(swapped, aside, StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(swapped, outside);
                Files.delete(swapped);
                Files.move(aside, swapped, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPipeDoesNotHoldAnybodyUp() throws Exception {
        new ProcessBuilder("mkfifo", "" + door.files.resolve("pipe")).start().waitFor();
        assertNotEquals(RawSftp.OK, sftp.status(3, "pipe", READ, 0));
        assertNotEquals(RawSftp.OK, sftp.status(3, "pipe", WRITE | CREATE, 0));
    }

    @Test
    void theQuotaHoldsForEveryWayOfGrowing() throws Exception {
        door.policy = new FilePolicy(1L << 20, List.of());
        var handle = sftp.open("a", WRITE | CREATE);
        var block = new byte[100_000];
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            refused += sftp.status(6, handle, (long) i * block.length, block) == RawSftp.OK ? 0 : 1;
        }
        assertTrue(refused >= 9, "refused: " + refused);
        assertNotEquals(RawSftp.OK, sftp.status(6, handle, 1L << 40, new byte[] {1}), "far away");
        assertNotEquals(RawSftp.OK, sftp.status(6, handle, Long.MAX_VALUE, new byte[] {1}), "beyond all numbers");
        assertNotEquals(RawSftp.OK, sftp.status(10, handle, 1, 1L << 40), "by size");
        assertNotEquals(RawSftp.OK, sftp.status(9, "a", 1, Long.MAX_VALUE), "by size and name");
        assertTrue(Files.size(door.files.resolve("a")) <= 1L << 20);
        var message = sftp.ask(6, handle, 2L << 20, block);
        assertEquals(101, message.type());
        assertEquals(RawSftp.FAILURE, message.number());
        assertFalse(message.text().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.key", "SERVER.KEY", "dir/server.key", "server.\uff4bey"})
    void whatIsDeniedStaysShut(String path) throws Exception {
        door.policy = new FilePolicy(null, List.of("*.key"));
        door.panel.rights = new io.ostler.model.FileRights(io.ostler.model.FileAccess.WRITE, List.of(), false);
        Files.createDirectories(door.files.resolve("dir"));
        Files.writeString(door.files.resolve(path), "secret");
        Files.writeString(door.files.resolve("a"), "a");
        try (var limited = connect()) {
            assertNotEquals(RawSftp.OK, limited.status(3, path, READ, 0));
            assertNotEquals(RawSftp.OK, limited.status(3, path, WRITE | CREATE, 0));
            assertNotEquals(RawSftp.OK, limited.status(18, path, "b"));
            assertNotEquals(RawSftp.OK, limited.status(200, "posix-rename@openssh.com", "a", path));
            assertNotEquals(RawSftp.OK, limited.status(13, path));
            assertNotEquals(RawSftp.OK, limited.status(9, path, 4, 0777));
        }
        assertEquals("secret", Files.readString(door.files.resolve(path)));
    }

    @Test
    void fewFilesAreOpenAtOnceAndAllAreClosedInTheEnd() throws Exception {
        Files.writeString(door.files.resolve("a"), "a");
        int open = 0;
        while (sftp.ask(3, "a", READ, 0).type() == 102) {
            open++;
        }
        assertEquals(32, open);
        sftp.close();
        try (var other = connect()) {
            other.open("a", READ);
        }
    }

    @Test
    void unknownRequestsAreAnswered() throws Exception {
        assertEquals(RawSftp.UNSUPPORTED, sftp.status(99, 1));
        assertEquals(RawSftp.UNSUPPORTED, sftp.status(200, "md5-hash@example.org", "a"));
        assertEquals(RawSftp.FAILURE, sftp.status(4, new byte[] {1, 2, 3, 4}), "nothing is open there");
        assertEquals(RawSftp.BAD, sftp.status(17), "a field is missing");
        assertEquals(RawSftp.BAD, sftp.status(17, 1 << 30), "a length is a lie");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 300_000, Integer.MAX_VALUE})
    void lengthsThatNobodyNeedsEndTheConnection(int length) throws Exception {
        sftp.bytes(java.nio.ByteBuffer.allocate(4).putInt(length).array());
        assertTrue(sftp.isCut());
    }

    @Test
    void whoDoesNotGreetIsNotServed() throws Exception {
        try (var rude = new RawSftp(client, door.port(), TestDoor.NAME, TestDoor.PASSWORD)) {
            rude.send(17, "/");
            assertTrue(rude.isCut());
        }
    }

    @Test
    void randomBytesHarmNobody() throws Exception {
        var random = new Random(42);
        for (int i = 0; i < 3000; i++) {
            var packet = new byte[1 + random.nextInt(64)];
            random.nextBytes(packet);
            packet[0] = (byte) (3 + random.nextInt(20));
            if (packet.length >= 5) {
                sftp.raw(packet);
                sftp.answer();
            }
        }
        assertEquals(RawSftp.OK, sftp.status(17, "/"));
        for (int i = 0; i < 20; i++) {
            try (var wild = connect()) {
                var bytes = new byte[5000];
                random.nextBytes(bytes);
                wild.bytes(bytes);
                wild.drain();
            } catch (IOException e) {
                // cut, as it should be
            }
        }
        assertEquals(RawSftp.OK, sftp.status(17, "/"), "others go on");
    }

    @Test
    void manyRequestsAtOnceAreAnsweredInTheirOrder() throws Exception {
        var handle = sftp.open("a", WRITE | CREATE | READ);
        var block = new byte[30_000];
        var sender = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 500; i++) {
                    sftp.send(6, handle, (long) i * block.length, block);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        int before = -1;
        for (int i = 0; i < 500; i++) {
            var answer = sftp.answer();
            int id = answer.number();
            assertTrue(before < 0 || id == before + 1);
            assertEquals(RawSftp.OK, answer.number());
            before = id;
        }
        sender.join();
        assertEquals(500L * block.length, Files.size(door.files.resolve("a")));
    }
}
