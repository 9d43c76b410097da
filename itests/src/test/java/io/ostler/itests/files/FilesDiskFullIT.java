package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.itests.Folders;
import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.Samples;
import io.ostler.itests.files.door.Samples.Part;
import io.ostler.itests.files.door.SftpDoor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data folder's disk full to the last byte: each door says so, what was there stays as it was, nothing is left of
 * what failed, and with room again all goes on.
 */
class FilesDiskFullIT {
    private static final int MIB = 1 << 20;
    private static final String OLD = "old content\n".repeat(1000);

    @TempDir
    private static Path temp;

    private static Disks disk;
    private static House house;
    private static String instance;
    private static Path files;
    private static Rest admin;
    private static SftpDoor sftp;
    private static byte[] much;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Disks.isRoot(), "only root can mount a disk of its own");
        disk = Disks.mount(temp.resolve("disk"), 384);
        house = House.open(temp.resolve("disk/data"));
        admin = house.admin();
        instance = house.instance("full", null, List.of());
        files = house.files(instance);
        sftp = SftpDoor.open(house.sftpPort(instance), "admin." + instance, House.PASSWORD);
        much = new byte[6 * MIB];
        new Random(7).nextBytes(much);
        Files.write(
                files.resolve("zeros.zip"),
                Samples.zip(List.of(Part.file("one", "1"), Part.file("zeros", "\0".repeat(6 * MIB)))));
        Files.write(files.resolve("large"), much);
    }

    @AfterAll
    static void close() throws Exception {
        try {
            if (house != null) {
                if (sftp != null) { // what opens it failed: the server must end all the same
                    sftp.close();
                }
                house.close();
            }
        } finally {
            if (disk != null) {
                disk.close();
            }
        }
    }

    @BeforeEach
    void oldContent() throws IOException {
        Files.writeString(files.resolve("old.txt"), OLD);
    }

    @AfterEach
    void room() throws IOException {
        Files.deleteIfExists(filler());
    }

    private static Path filler() {
        return disk.folder().resolve("filler");
    }

    /** @param left bytes that stay free, about */
    private static void fill(int left) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var block = new byte[64 << 10];
            while (left == 0 || Files.getFileStore(filler()).getUsableSpace() > left) {
                out.write(block);
            }
        } catch (IOException e) {
            assertEquals(0, left, e::toString);
        }
    }

    private interface Attempt {
        /** @return the code of the refusal, empty when it succeeded */
        String run() throws Exception;
    }

    /** Fails on the full disk and leaves nothing, succeeds with room. */
    private static void failsCleanlyThenSucceeds(Attempt attempt) throws Exception {
        for (int left : new int[] {0, 2 * MIB}) {
            var before = Folders.inventory(files);
            fill(left);
            var code = attempt.run();
            Files.delete(filler());
            assertEquals("DISK_FULL", code, "with " + left + " bytes left");
            assertEquals(before, Folders.inventory(files), "with " + left + " bytes left");
            assertEquals(OLD, Files.readString(files.resolve("old.txt")));
        }
        assertEquals("", attempt.run(), "with room");
        admin.get("/api/v1/nodes").ok();
    }

    @Test
    void anUploadInOneRequest() throws Exception {
        var uploads = new Uploads(admin, instance);
        failsCleanlyThenSucceeds(() -> uploads.put("old.txt", much).code());
    }

    @Test
    void anUploadOfUnknownLength() throws Exception {
        var uploads = new Uploads(admin, instance);
        failsCleanlyThenSucceeds(() -> uploads.putChunked("old.txt", much).code());
    }

    @Test
    void anUploadThatCanBeResumed() throws Exception {
        var uploads = new Uploads(admin, instance);
        failsCleanlyThenSucceeds(() -> {
            var key = uploads.key();
            var created = uploads.create(key, "old.txt", much.length);
            return created.isOk()
                    ? uploads.patch(key, created.header("location"), 0, much).code()
                    : created.code();
        });
    }

    @Test
    void savingAText() throws Exception {
        var path = "/api/v1/instances/" + instance + "/files/text?path=old.txt";
        var text = "new content ".repeat(300_000);
        failsCleanlyThenSucceeds(() -> {
            var etag = admin.get(path).ok().header("etag");
            return admin.send(admin.request(path)
                            .header("Content-Type", "application/json")
                            .header("If-Match", etag)
                            .PUT(BodyPublishers.ofString("{\"encoding\":\"UTF-8\",\"text\":\"" + text + "\"}")))
                    .code();
        });
    }

    @Test
    void copying() throws Exception {
        failsCleanlyThenSucceeds(() -> admin.work(
                        "/api/v1/instances/" + instance + "/files/copy",
                        Map.of("paths", List.of("large"), "to", "", "conflict", "rename"))
                .code());
    }

    @Test
    void extracting() throws Exception {
        fill(2 * MIB);
        var code = extract();
        Files.delete(filler());
        assertEquals("DISK_FULL", code);
        assertFalse(Files.exists(files.resolve("out/zeros")), "half a file");

        assertEquals("", extract(), "with room");
        assertEquals(6 * MIB, Files.size(files.resolve("out/zeros")));
    }

    private static String extract() throws Exception {
        return admin.work(
                        "/api/v1/instances/" + instance + "/files/extract",
                        Map.of("path", "zeros.zip", "to", "out", "conflict", "overwrite"))
                .code();
    }

    @Test
    void compressing() throws Exception {
        failsCleanlyThenSucceeds(() -> admin.work(
                        "/api/v1/instances/" + instance + "/files/archives",
                        Map.of("paths", List.of("large"), "to", "packed.zip", "format", "zip", "conflict", "overwrite"))
                .code());
    }

    /** In place, as the protocol has it: what was written before the disk was full stays, as on any server. */
    @Test
    void writingOverSftp() throws Exception {
        fill(2 * MIB);
        try (var file = sftp.client().open("over-sftp", OpenMode.Write, OpenMode.Create)) {
            var refusal = assertThrows(SftpException.class, () -> {
                for (int offset = 0; offset < much.length; offset += 32 << 10) {
                    sftp.client().write(file, offset, much, offset, 32 << 10);
                }
            });
            assertTrue(refusal.getMessage().contains("full"), refusal::getMessage);
        }
        assertEquals(OLD, Files.readString(files.resolve("old.txt")));
        Files.delete(filler());
        try (var out = sftp.client().write("over-sftp")) {
            out.write(much);
        }
        assertEquals(-1, Files.mismatch(files.resolve("large"), files.resolve("over-sftp")));
    }
}
