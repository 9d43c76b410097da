package io.ostler.daemon.http.internal.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 3 at the doors; the many iterations are beneath them, in daemon.files. */
@Tag("slow")
class SwapRaceDoorTest {
    private static final int ITERATIONS = 1_000;

    @TempDir
    Path base;

    @Test
    void transfersNeverLeaveTheFolder() throws Exception {
        try (var server = new DaemonServer(base)) {
            var outside = Files.createDirectory(base.resolve("outside"));
            Files.writeString(outside.resolve("read"), "outside");
            Files.writeString(outside.resolve("write"), "outside");
            var folder = Files.createDirectory(server.files.resolve("d"));
            Files.writeString(folder.resolve("read"), "inside");
            var isRunning = new AtomicBoolean(true);
            var swapper = Thread.ofPlatform().name("swapper").start(() -> swap(folder, outside, isRunning));
            int done = 0;
            for (int i = 0; i < ITERATIONS; i++) {
                var read = server.send(
                        server.request("/daemon/v1/download", server.tickets.issue(Wish.download("d/read"))));
                if (read.statusCode() == 200) {
                    assertEquals("inside", read.body());
                    done++;
                }
                var token = server.tickets.issue(Wish.upload("d/write").replacing());
                server.send(server.request("/daemon/v1/upload", token).PUT(BodyPublishers.ofString("inside")));
            }
            isRunning.set(false);
            swapper.join();
            assertTrue(done > 0);
            assertEquals("outside", Files.readString(outside.resolve("write")));
            try (var names = Files.list(outside)) {
                assertEquals(2, names.count());
            }
            server.awaitRest();
        }
    }

    private void swap(Path folder, Path outside, AtomicBoolean isRunning) {
        var kept = base.resolve("kept");
        try {
            while (isRunning.get()) {
                Files.move(folder, kept, StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(folder, outside);
                Files.delete(folder);
                Files.move(kept, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
