package io.ostler.daemon.http.internal.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads onto a disk of 4 MiB that fills up meanwhile; needs the right to mount one. */
class FullDiskTest {
    @TempDir
    Path folder;

    private Path disk;
    private DaemonServer server;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "may not mount");
        server = new DaemonServer(disk);
        Files.writeString(server.files.resolve("old"), "old");
    }

    @AfterEach
    void unmount() throws Exception {
        if (server != null) {
            server.letKeysDie();
            server.awaitRest();
            assertEquals("old", Files.readString(server.files.resolve("old")));
            server.close();
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private void assertNothingLeft() throws IOException {
        try (var names = Files.list(server.files)) {
            assertEquals(1, names.count());
        }
        assertTrue(Files.getFileStore(disk).getUsableSpace() > 3 << 20, "the space is free again");
    }

    @Test
    void anUploadOfUnknownLengthIsRefusedAndLeavesNothing() throws Exception {
        var token = server.tickets.issue(Wish.upload("old").replacing());
        var response = server.send(server.request("/daemon/v1/upload", token)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[8 << 20]))));
        assertEquals(507, response.statusCode(), response.body());
        assertTrue(response.body().contains("DISK_FULL"));
        assertNothingLeft();
    }

    @Test
    void aPartThatFillsTheDiskIsRefusedAndLeavesNothing() throws Exception {
        var token = server.tickets.issue(Wish.upload("new"));
        var created = server.send(server.request("/daemon/v1/tus", token)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(3 << 20))
                .POST(BodyPublishers.noBody()));
        assertEquals(201, created.statusCode(), created.body());
        var other = server.files.resolve("other"); // the instance's own program takes the space
        Files.write(other, new byte[2 << 20]);
        var response = server.send(server.request(
                        created.headers().firstValue("Location").orElseThrow())
                .header(
                        "Ostler-Upload-Key",
                        created.headers().firstValue("Ostler-Upload-Key").orElseThrow())
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(new byte[3 << 20])));
        assertEquals(507, response.statusCode(), response.body());
        assertTrue(response.body().contains("DISK_FULL"));
        Files.delete(other);
        assertNothingLeft();
    }

    @Test
    void whatCannotFitIsRefusedBeforeItsFirstByte() throws Exception {
        var response = server.send(server.request("/daemon/v1/tus", server.tickets.issue(Wish.upload("new")))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(5 << 20))
                .POST(BodyPublishers.noBody()));
        assertEquals(507, response.statusCode(), response.body());
        assertFalse(Files.exists(server.files.resolve("new")));
        assertNothingLeft();
    }
}
