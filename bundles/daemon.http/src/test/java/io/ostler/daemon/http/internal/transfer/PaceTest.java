package io.ostler.daemon.http.internal.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of speed, by what was asked of them: clocks are not compared. */
@Tag("slow")
class PaceTest {
    private static final int SIZE = 600_000;

    @TempDir
    Path base;

    private DaemonServer server;
    private final byte[] body = new byte[SIZE];

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(body);
        start(DaemonServer.NEVER_IDLE);
    }

    private void start(Duration idle) throws Exception {
        server = new DaemonServer(base, Map.of(), idle);
        Files.write(server.files.resolve("large"), body);
    }

    @AfterEach
    void stop() throws Exception {
        server.awaitRest();
        server.close();
    }

    private CompletableFuture<HttpResponse<byte[]>> upload() {
        var request = server.request("/daemon/v1/upload", server.tickets.issue(Wish.upload("f")))
                .PUT(BodyPublishers.ofByteArray(body));
        return server.client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<byte[]>> download() {
        var request = server.request("/daemon/v1/download", server.tickets.issue(Wish.download("large")));
        return server.client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    @Test
    void everyByteIsAskedFor() throws Exception {
        assertEquals(201, upload().get().statusCode());
        assertEquals(SIZE, server.pace.taken.getAndSet(0));
        assertArrayEquals(body, download().get().body());
        assertEquals(SIZE, server.pace.taken.get());
    }

    @Test
    void aLimitMakesBothWaitAndALiftedOneLetsThemGo() throws Exception {
        server.pace.bytesPerSecond = 4096;
        var up = upload();
        var down = download();
        DaemonServer.await("both have begun", () -> server.pace.taken.get() >= 4096 * 2);
        assertTrue(server.pace.taken.get() < SIZE);
        assertTrue(!up.isDone() && !down.isDone());
        server.pace.bytesPerSecond = 0;
        assertEquals(201, up.get().statusCode());
        assertArrayEquals(body, down.get().body());
        assertArrayEquals(body, Files.readAllBytes(server.files.resolve("f")));
    }

    @Test
    void afterTheShortestPauseOneThreadGoesOnAndNoOther() throws Exception {
        server.pace.hiccups = true;
        for (int round = 0; round < 60; round++) {
            var name = "hiccups-" + round;
            var request = server.request("/daemon/v1/upload", server.tickets.issue(Wish.upload(name)))
                    .PUT(BodyPublishers.ofByteArray(body));
            assertEquals(
                    201,
                    server.client
                            .send(request.build(), BodyHandlers.discarding())
                            .statusCode());
            assertArrayEquals(body, Files.readAllBytes(server.files.resolve(name)));
        }
        server.pace.hiccups = false;
    }

    @Test
    void slowTransfersAreNotTakenForSilentOnes() throws Exception {
        server.close();
        start(Duration.ofSeconds(2)); // shorter than its longest pauses
        server.pace.bytesPerSecond = SIZE / 6;
        var up = upload();
        assertArrayEquals(body, download().get().body());
        assertEquals(201, up.get().statusCode());
    }

    @Test
    void revocationEndsTransfersThatWait() throws Exception {
        server.pace.bytesPerSecond = 1;
        try (var up = new RawClient(server.port()).upload(server.tickets.issue(Wish.upload("f")), SIZE);
                var down = new RawClient(server.port())) {
            up.send(new byte[100_000]);
            down.head(
                    "GET /daemon/v1/download HTTP/1.1",
                    "Authorization: Bearer " + server.tickets.issue(Wish.download("large")));
            DaemonServer.await("both wait", () -> server.pace.taken.get() >= 8192);
            server.tickets.revokeUser();
            server.awaitRest();
        }
    }
}
