package io.ostler.daemon.http.internal.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import io.ostler.protocol.TicketScope;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class UploadTest {
    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
    }

    @AfterEach
    void stop() throws Exception {
        server.awaitRest();
        server.close();
    }

    private HttpResponse<String> put(Wish wish, byte[] body) throws Exception {
        return server.send(
                server.request("/daemon/v1/upload", server.tickets.issue(wish)).PUT(BodyPublishers.ofByteArray(body)));
    }

    private static String code(HttpResponse<String> response) {
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("code")
                .getAsString();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bodiesOfAnySizeBecomeTheFile() throws Exception {
        for (int size : new int[] {0, 1, 4096, 300_000, 20 << 20}) {
            var body = random(size);
            var response = put(Wish.upload("file-" + size), body);
            assertEquals(201, response.statusCode(), response.body());
            var entry =
                    JsonParser.parseString(response.body()).getAsJsonObject().getAsJsonObject("entry");
            assertEquals("file-" + size, entry.get("name").getAsString());
            assertEquals("file", entry.get("kind").getAsString());
            assertEquals(size, entry.get("size").getAsLong());
            assertEquals(
                    FakeTickets.ORIGIN,
                    response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
            assertArrayEquals(body, Files.readAllBytes(server.files.resolve("file-" + size)));
        }
    }

    @Test
    void chunkedBodiesNeedNoLength() throws Exception {
        var body = random(3 << 20);
        var response = server.send(server.request("/daemon/v1/upload", server.tickets.issue(Wish.upload("f")))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertEquals(201, response.statusCode());
        assertArrayEquals(body, Files.readAllBytes(server.files.resolve("f")));
    }

    @Test
    void theTicketsLimitHoldsForAnnouncedAndForSentBytes() throws Exception {
        var announced = put(Wish.upload("f").upTo(999), new byte[1000]);
        assertEquals(413, announced.statusCode());
        assertEquals("REQUEST_TOO_LARGE", code(announced));
        var token = server.tickets.issue(Wish.upload("f").upTo(1 << 20));
        var sent = server.send(server.request("/daemon/v1/upload", token)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5 << 20]))));
        assertEquals("REQUEST_TOO_LARGE", code(sent));
        assertFalse(Files.exists(server.files.resolve("f")));
    }

    @Test
    void aRefusedUploadGetsItsAnswerHoweverLargeItIs() throws Exception {
        Files.writeString(server.files.resolve("old"), "old");
        var response = put(Wish.upload("old"), new byte[40 << 20]);
        assertEquals(409, response.statusCode());
        assertEquals("FILE_EXISTS", code(response));
        assertEquals("old", Files.readString(server.files.resolve("old")));
        assertEquals(201, put(Wish.upload("old").replacing(), new byte[3]).statusCode());
    }

    @Test
    void hostilePathsAndLinksAreRefused() throws Exception {
        var outside = Files.createDirectory(base.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(server.files.resolve("link"), outside);
        Files.createSymbolicLink(server.files.resolve("file"), outside.resolve("secret"));
        new ProcessBuilder("mkfifo", server.files.resolve("pipe").toString())
                .start()
                .waitFor();
        for (var path :
                List.of("../outside/secret", "/etc/x", "a\0", "a/../b", "..\\x", "a.", "a:b", "x".repeat(5000))) {
            assertEquals("PATH_INVALID", code(put(Wish.upload(path).replacing(), new byte[3])), path);
        }
        for (var path : List.of("link/secret", "link/new", "file")) {
            assertEquals("PATH_OUTSIDE_ROOT", code(put(Wish.upload(path).replacing(), new byte[3])));
        }
        assertEquals("NOT_A_FILE", code(put(Wish.upload("pipe").replacing(), new byte[3])));
        try (var names = Files.list(outside)) {
            assertEquals(1, names.count());
        }
        assertEquals("secret", Files.readString(outside.resolve("secret")));
    }

    @Test
    void ticketsForOtherThingsAreRefused() throws Exception {
        for (var wish : List.of(Wish.download("f"), Wish.console(TicketScope.CONSOLE_WRITE))) {
            var response = put(wish, new byte[3]);
            assertEquals(403, response.statusCode());
            assertEquals("TICKET_SCOPE", code(response));
        }
        var token = server.tickets.issue(Wish.upload("f"));
        var first = server.send(server.request("/daemon/v1/upload", token).PUT(BodyPublishers.ofString("x")));
        assertEquals(201, first.statusCode());
        var again = server.send(server.request("/daemon/v1/upload", token).PUT(BodyPublishers.ofString("x")));
        assertEquals(401, again.statusCode());
        assertEquals("TICKET_USED", code(again));
        var none =
                server.send(server.request("/daemon/v1/upload?ticket=" + token).PUT(BodyPublishers.ofString("x")));
        assertEquals("TICKET_INVALID", code(none));
    }

    @Test
    void theAddressNamesAFileInTheTicketsFolder() throws Exception {
        for (var folder : List.of("maps/new/", "")) {
            var response = server.send(
                    server.request("/daemon/v1/upload/deep/a%20b.dat", server.tickets.issue(Wish.upload(folder)))
                            .PUT(BodyPublishers.ofString("x")));
            assertEquals(201, response.statusCode(), response.body());
            var path = JsonParser.parseString(response.body()).getAsJsonObject().get("path");
            assertEquals(folder + "deep/a b.dat", path.getAsString());
            assertEquals("x", Files.readString(server.files.resolve(folder + "deep/a b.dat")));
        }
        var nameless = server.send(server.request("/daemon/v1/upload/", server.tickets.issue(Wish.upload("maps/")))
                .PUT(BodyPublishers.ofString("x")));
        assertEquals("INVALID_REQUEST", code(nameless));
        var named = server.send(server.request("/daemon/v1/upload/other", server.tickets.issue(Wish.upload("f")))
                .PUT(BodyPublishers.ofString("x")));
        assertEquals("INVALID_REQUEST", code(named));
    }

    @Test
    void theAddressDoesNotLeadOutOfTheTicketsFolder() throws Exception {
        Files.createDirectories(server.files.resolve("maps"));
        for (var way : List.of("..%2fx", "%2e%2e/x", "../x", "a/..%2f..%2fx", "/x", "a//b", "..%5cx", "%00")) {
            try (var client = new RawClient(server.port())) {
                client.head(
                        "PUT /daemon/v1/upload/" + way + " HTTP/1.1",
                        "Authorization: Bearer " + server.tickets.issue(Wish.upload("maps/")),
                        "Connection: close",
                        "Content-Length: 0");
                var answer = client.answer();
                assertTrue(answer.startsWith("HTTP/1.1 4"), way + " " + answer);
            }
        }
        try (var names = Files.walk(base.resolve("files"))) {
            assertEquals(2, names.count());
        }
    }

    @Test
    void aTakenNameIsTreatedAsAsked() throws Exception {
        Files.writeString(server.files.resolve("f"), "old");
        var renamed =
                server.send(server.request("/daemon/v1/upload?conflict=rename", server.tickets.issue(Wish.upload("f")))
                        .PUT(BodyPublishers.ofString("new")));
        assertEquals(201, renamed.statusCode(), renamed.body());
        var path = JsonParser.parseString(renamed.body())
                .getAsJsonObject()
                .get("path")
                .getAsString();
        assertEquals("new", Files.readString(server.files.resolve(path)));
        var overwriting = server.send(
                server.request("/daemon/v1/upload?conflict=overwrite", server.tickets.issue(Wish.upload("f")))
                        .PUT(BodyPublishers.ofString("new")));
        assertEquals("FORBIDDEN", code(overwriting));
        var failing = server.send(server.request(
                        "/daemon/v1/upload?conflict=fail",
                        server.tickets.issue(Wish.upload("f").replacing()))
                .PUT(BodyPublishers.ofString("new")));
        assertEquals("FILE_EXISTS", code(failing));
        var other =
                server.send(server.request("/daemon/v1/upload?conflict=skip", server.tickets.issue(Wish.upload("f")))
                        .PUT(BodyPublishers.ofString("new")));
        assertEquals("INVALID_REQUEST", code(other));
        assertEquals("old", Files.readString(server.files.resolve("f")));
    }

    @Test
    void partsAndPackedBodiesAreRefused() throws Exception {
        for (var header : Map.of("Content-Range", "bytes 0-2/10", "Content-Encoding", "gzip")
                .entrySet()) {
            var response = server.send(server.request("/daemon/v1/upload", server.tickets.issue(Wish.upload("f")))
                    .header(header.getKey(), header.getValue())
                    .PUT(BodyPublishers.ofString("abc")));
            assertEquals("INVALID_REQUEST", code(response));
        }
    }

    private RawClient begin(String path, int length) throws Exception {
        return new RawClient(server.port()).upload(server.tickets.issue(Wish.upload(path)), length);
    }

    @Test
    void revocationCutsARunningUploadAndLeavesNothing() throws Exception {
        try (var client = begin("f", 1_000_000)) {
            client.send(new byte[500_000]);
            DaemonServer.await("the upload is running", () -> !server.staged().isEmpty());
            server.tickets.revokeUser();
            server.awaitRest();
            assertTrue(client.isCut());
        }
        assertFalse(Files.exists(server.files.resolve("f")));
    }

    @Test
    void aRevokedTicketOpensNothing() throws Exception {
        var token = server.tickets.issue(Wish.upload("f"));
        server.tickets.revokeUser();
        var response = server.send(server.request("/daemon/v1/upload", token).PUT(BodyPublishers.ofString("x")));
        assertEquals("GRANT_REVOKED", code(response));
    }

    @Test
    void aClientThatGoesAwayLeavesNothing() throws Exception {
        try (var client = begin("f", 1_000_000)) {
            client.send(new byte[100_000]);
            DaemonServer.await("the upload is running", () -> !server.staged().isEmpty());
        }
        server.awaitRest();
        assertFalse(Files.exists(server.files.resolve("f")));
    }

    @Test
    void aSilentBodyIsRefusedAfterTheIdleTime() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of(), Duration.ofSeconds(2));
        try (var client = begin("f", 1_000_000)) {
            client.send(new byte[10]);
            assertTrue(client.answer().startsWith("HTTP/1.1 408"));
        }
    }

    @Test
    void theDaemonsEndCutsUploads() throws Exception {
        try (var client = begin("f", 1_000_000)) {
            client.send(new byte[10]);
            DaemonServer.await("the upload is running", () -> !server.staged().isEmpty());
            server.doors.close();
            server.awaitRest();
        }
    }

    @Test
    void moreUploadsThanAllowedAreRefused() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of("transfersPerUser", 2), DaemonServer.NEVER_IDLE);
        try (var one = begin("a", 1);
                var two = begin("b", 1)) {
            DaemonServer.await("both are running", () -> server.tickets.open().size() == 2);
            var third = put(Wish.upload("c"), new byte[3]);
            assertEquals(429, third.statusCode());
            assertEquals("STREAM_LIMIT", code(third));
            assertTrue(one.send(new byte[1]).answer().startsWith("HTTP/1.1 201"));
            assertTrue(two.send(new byte[1]).answer().startsWith("HTTP/1.1 201"));
        }
    }

    @Test
    void ofTwoUploadsOfOneNewFileOneWins() throws Exception {
        try (var one = begin("a", 1);
                var two = begin("a", 1)) {
            DaemonServer.await("both are running", () -> server.tickets.open().size() == 2);
            assertTrue(one.send(new byte[] {1}).answer().startsWith("HTTP/1.1 201"));
            assertTrue(two.send(new byte[] {2}).answer().startsWith("HTTP/1.1 409"));
        }
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(server.files.resolve("a")));
    }

    @Test
    void whatLandedIsNotedForTheAudit() throws Exception {
        assertEquals(201, put(Wish.upload("noted.txt"), random(10)).statusCode());
        assertEquals(List.of("upload FILE_WRITE noted.txt"), server.noted);
    }
}
