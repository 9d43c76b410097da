package io.ostler.daemon.http.internal.tus;

import static io.ostler.daemon.http.internal.tus.TusClient.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.TicketScope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may begin, go on with and end which uploads. */
class UploadRightsTest {
    private static final Map<String, String> NAMED = Map.of("filename", "a.dat");

    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
    }

    @AfterEach
    void stop() throws Exception {
        server.letKeysDie();
        server.awaitRest();
        server.close();
    }

    private static void assertProblem(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"" + code + "\""), response.body());
    }

    @Test
    void aTicketGivesAKeyWithTheFirstAnswer() throws Exception {
        var first = TusClient.withTicket(server, Wish.upload("a.dat"));
        var created = first.create(3, Map.of());
        assertEquals(201, created.statusCode(), created.body());
        var tus = first.keyOf(created);
        assertTrue(tus.secret().matches("[A-Za-z0-9_-]{43}"));
        assertProblem(401, "TICKET_USED", first.create(3, Map.of()));
        assertEquals(204, tus.patch(header(created, "Location"), 0, new byte[3]).statusCode());
        assertEquals(3, Files.size(server.files.resolve("a.dat")));
    }

    @Test
    void aKeyOpensAnyNumberOfUploadsInItsFolder() throws Exception {
        var tus = TusClient.withKey(server, Wish.upload(""));
        for (int i = 0; i < 20; i++) {
            var location = tus.begin(1, Map.of("filename", "f" + i));
            assertEquals(204, tus.patch(location, 0, new byte[1]).statusCode());
        }
        assertEquals(1, server.tickets.open().size());
        assertEquals(204, tus.delete(tus.begin(1, NAMED)).statusCode());
    }

    @Test
    void namesDoNotLeadOutOfTheFolder() throws Exception {
        var outside = Files.createDirectory(base.resolve("outside"));
        Files.createDirectory(server.files.resolve("maps"));
        Files.createSymbolicLink(server.files.resolve("maps/link"), outside);
        var tus = TusClient.withKey(server, Wish.upload("maps/").replacing());
        for (var name : List.of("../x", "/etc/x", "a/../../x", "a//b", ".", "..", "..\\x", "x\0", "x/", "\r\nx")) {
            assertProblem(400, "PATH_INVALID", tus.create(1, Map.of("filename", name)));
            assertProblem(400, "PATH_INVALID", tus.create(1, Map.of("relativePath", name, "filename", "ok")));
        }
        for (var name : List.of("link/x", "link/a/x")) {
            assertProblem(403, "PATH_OUTSIDE_ROOT", tus.create(1, Map.of("relativePath", name)));
        }
        assertProblem(400, "INVALID_REQUEST", tus.create(1, Map.of()));
        assertProblem(400, "INVALID_REQUEST", tus.create(1, Map.of("filename", "")));
        try (var names = Files.walk(base.resolve("files"))) {
            assertEquals(3, names.count());
        }
        try (var names = Files.list(outside)) {
            assertEquals(0, names.count());
        }
    }

    @Test
    void theTicketBoundsSizeAndReplacing() throws Exception {
        Files.writeString(server.files.resolve("a.dat"), "old");
        var tus = TusClient.withKey(server, Wish.upload("").upTo(10));
        assertProblem(413, "REQUEST_TOO_LARGE", tus.create(11, Map.of("filename", "b")));
        assertProblem(403, "FORBIDDEN", tus.create(3, Map.of("filename", "a.dat", "conflict", "overwrite")));
        assertProblem(409, "FILE_EXISTS", tus.create(3, NAMED));
    }

    @Test
    void nobodyElseReachesAnUpload() throws Exception {
        var mine = TusClient.withKey(server, Wish.upload("maps/"));
        var location = mine.begin(10, NAMED);
        var stranger = new UserId("user-0002");
        var elsewhere = new InstanceId("instance-2");
        Files.createDirectories(base.resolve(elsewhere.value()).resolve("files"));
        var secrets = List.of(
                server.tickets.issue(Wish.upload("maps/"), FakeTickets.INSTANCE, stranger),
                server.tickets.issue(Wish.upload("other/")),
                server.tickets.issue(Wish.upload("maps/a")),
                server.tickets.issue(Wish.upload("map")));
        for (var secret : secrets) {
            var response = new TusClient(server, "Authorization", "Bearer " + secret).head(location);
            assertEquals(404, response.statusCode());
            var other = mine.keyOf(response);
            assertEquals("", header(response, "Upload-Offset"));
            assertProblem(404, "UPLOAD_GONE", other.patch(location, 0, new byte[10]));
            assertProblem(404, "UPLOAD_GONE", other.delete(location));
        }
        var otherInstance = new TusClient(
                server,
                "Authorization",
                "Bearer " + server.tickets.issue(Wish.upload("maps/"), elsewhere, FakeTickets.USER));
        assertEquals(404, otherInstance.head(location).statusCode());
        assertProblem(404, "UPLOAD_GONE", mine.patch("/daemon/v1/tus/" + "x".repeat(22), 0, new byte[1]));
        assertEquals("0", header(mine.head(location), "Upload-Offset"));
        assertEquals(204, mine.patch(location, 0, new byte[10]).statusCode());
        assertEquals(
                404,
                TusClient.withTicket(server, Wish.upload("other/"))
                        .head(location)
                        .statusCode());
    }

    @Test
    void aFreshTicketGoesOnAfterAReload() throws Exception {
        var before = TusClient.withKey(server, Wish.upload(""));
        var location = before.begin(10, NAMED);
        assertEquals(204, before.patch(location, 0, new byte[4]).statusCode());
        server.letKeysDie();
        assertProblem(401, "TICKET_INVALID", before.patch(location, 4, new byte[6]));
        for (var path : List.of("", "a.dat")) {
            var fresh = TusClient.withTicket(server, Wish.upload(path));
            var told = fresh.head(location);
            assertEquals("4", header(told, "Upload-Offset"));
            before = fresh.keyOf(told);
        }
        assertEquals(204, before.patch(location, 4, new byte[6]).statusCode());
        assertEquals(10, Files.size(server.files.resolve("a.dat")));
    }

    @Test
    void anUploadOutlivesTheDaemon() throws Exception {
        var before = TusClient.withKey(server, Wish.upload(""));
        var location = before.begin(10, NAMED);
        assertEquals(204, before.patch(location, 0, "01234".getBytes()).statusCode());
        server.close();
        server = new DaemonServer(base);
        var after = new TusClient(server, before.header(), before.secret());
        assertEquals(401, after.head(location).statusCode());
        var fresh = TusClient.withTicket(server, Wish.upload(""));
        var told = fresh.head(location);
        assertEquals("5", header(told, "Upload-Offset"));
        assertEquals(
                204, fresh.keyOf(told).patch(location, 5, "56789".getBytes()).statusCode());
        assertEquals("0123456789", Files.readString(server.files.resolve("a.dat")));
    }

    @Test
    void otherTicketsAreRefused() throws Exception {
        for (var door : List.of("/daemon/v1/uploads", "/daemon/v1/tus")) {
            for (var wish : List.of(Wish.download("a.dat"), Wish.console(TicketScope.CONSOLE_WRITE))) {
                var response = server.send(server.request(door, server.tickets.issue(wish))
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", "1")
                        .POST(BodyPublishers.noBody()));
                assertProblem(403, "TICKET_SCOPE", response);
                assertEquals("", header(response, "Ostler-Upload-Key"));
            }
            for (var secret : List.of("nonsense", "a.b.c")) {
                assertProblem(
                        401,
                        "TICKET_INVALID",
                        server.send(server.request(door, secret)
                                .header("Tus-Resumable", "1.0.0")
                                .POST(BodyPublishers.noBody())));
            }
        }
        var keyless = new TusClient(server, "X-Nothing", "x");
        assertProblem(401, "TICKET_INVALID", keyless.create(1, NAMED));
        var wrong = new TusClient(server, UploadKeys.HEADER, "x".repeat(43));
        assertProblem(401, "TICKET_INVALID", wrong.create(1, NAMED));
        var key = TusClient.withKey(server, Wish.upload(""));
        var asTicket = new TusClient(server, "Authorization", "Bearer " + key.secret());
        assertProblem(401, "TICKET_INVALID", asTicket.create(1, NAMED));
    }

    @Test
    void aKeyServesThePageOfItsTicketAlone() throws Exception {
        var tus = TusClient.withKey(server, Wish.upload(""));
        var foreign = server.send(server.request("/daemon/v1/tus")
                .header(UploadKeys.HEADER, tus.secret())
                .header("Origin", "https://evil.example")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "1")
                .header("Upload-Metadata", TusClient.metadata(NAMED))
                .POST(BodyPublishers.noBody()));
        assertProblem(403, "ORIGIN_REFUSED", foreign);
        assertEquals("", header(foreign, "Access-Control-Allow-Origin"));
        var inAddress = server.send(server.request("/daemon/v1/tus?Ostler-Upload-Key=" + tus.secret())
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "1")
                .POST(BodyPublishers.noBody()));
        assertProblem(401, "TICKET_INVALID", inAddress);
        assertFalse(inAddress.body().contains(tus.secret()));
    }

    @Test
    void revocationEndsKeysAndRunningParts() throws Exception {
        var tus = TusClient.withKey(server, Wish.upload(""));
        var location = tus.begin(100_000, NAMED);
        try (var client = new RawClient(server.port())) {
            client.head(
                    "PATCH " + location + " HTTP/1.1",
                    "Ostler-Upload-Key: " + tus.secret(),
                    "Tus-Resumable: 1.0.0",
                    "Upload-Offset: 0",
                    "Content-Type: application/offset+octet-stream",
                    "Content-Length: 100000");
            client.send(new byte[10_000]);
            DaemonServer.await("it runs", () -> server.tickets.open().size() == 2);
            server.tickets.revokeUser();
            server.awaitRest();
            assertTrue(client.isCut());
        }
        assertProblem(401, "TICKET_INVALID", tus.create(1, NAMED));
        assertFalse(Files.exists(server.files.resolve("a.dat")));
    }

    @Test
    void aTicketWhoseGrantIsGoneOpensNothing() throws Exception {
        var tus = TusClient.withTicket(server, Wish.upload(""));
        server.tickets.revokeUser();
        var response = tus.create(1, NAMED);
        assertProblem(403, "GRANT_REVOKED", response);
        assertEquals("", header(response, "Ostler-Upload-Key"));
    }

    @Test
    void keysAreBounded() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of("uploadKeysPerUser", 2), DaemonServer.NEVER_IDLE);
        TusClient.withKey(server, Wish.upload(""));
        TusClient.withKey(server, Wish.upload(""));
        var third = server.send(server.request("/daemon/v1/uploads", server.tickets.issue(Wish.upload("")))
                .POST(BodyPublishers.noBody()));
        assertProblem(429, "STREAM_LIMIT", third);
    }
}
