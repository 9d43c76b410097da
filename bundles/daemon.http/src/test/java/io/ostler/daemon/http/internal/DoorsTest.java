package io.ostler.daemon.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all doors have in common: methods, origins, and that no ticket shows up anywhere. */
class DoorsTest {
    private static final Map<String, String> DOORS = Map.of(
            "/daemon/v1/ping", "GET, HEAD",
            "/daemon/v1/upload", "PUT",
            "/daemon/v1/download", "GET, HEAD",
            "/daemon/v1/downloads", "POST",
            "/daemon/v1/d/x", "GET, HEAD");

    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
        Files.writeString(server.files.resolve("f"), "content");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String code(HttpResponse<String> response) {
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("code")
                .getAsString();
    }

    @Test
    void theProbeTellsTheNodeToAnyPage() throws Exception {
        var response = server.send(server.request("/daemon/v1/ping").header("Origin", "https://any.example"));
        assertEquals("{\"ostler\":\"daemon\",\"node\":\"node-00001\"}", response.body());
        assertEquals("*", header(response, "Access-Control-Allow-Origin"));
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        for (var door : DOORS.entrySet()) {
            for (var method : List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
                if (!door.getValue().contains(method)) {
                    try (var client = new RawClient(server.port())) {
                        var answer = client.head(
                                        method + " " + door.getKey() + " HTTP/1.1",
                                        "Connection: close",
                                        "Authorization: Bearer secret-of-mine")
                                .answer();
                        assertTrue(answer.startsWith("HTTP/1.1 405"), method + " " + door.getKey() + answer);
                        assertTrue(answer.contains("Allow: " + door.getValue()), answer);
                        assertFalse(answer.contains("secret-of-mine"), answer);
                    }
                }
            }
        }
    }

    @Test
    void preflightsAllowAnyOriginButNoCredentials() throws Exception {
        for (var door : DOORS.entrySet()) {
            var response = server.send(server.request(door.getKey())
                    .header("Origin", "https://other.example")
                    .header("Access-Control-Request-Method", "PUT")
                    .header("Access-Control-Request-Headers", "authorization")
                    .method("OPTIONS", BodyPublishers.noBody()));
            assertEquals(204, response.statusCode());
            assertEquals("https://other.example", header(response, "Access-Control-Allow-Origin"));
            assertEquals(door.getValue(), header(response, "Access-Control-Allow-Methods"));
            assertTrue(header(response, "Access-Control-Allow-Headers").contains("Authorization"));
            assertTrue(header(response, "Vary").contains("Origin"));
            assertFalse(response.headers().map().containsKey("access-control-allow-credentials"));
        }
    }

    private HttpResponse<String> from(String origin, String method, String path, Wish wish) throws Exception {
        return server.send(server.request(path)
                .header("Authorization", "Bearer " + server.tickets.issue(wish))
                .header("Origin", origin)
                .method(method, method.equals("PUT") ? BodyPublishers.ofString("x") : BodyPublishers.noBody()));
    }

    @Test
    void foreignPagesAreRefusedAndMayNotReadWhy() throws Exception {
        for (var origin : List.of("https://evil.example", "null", "http://panel.example")) {
            for (var response : List.of(
                    from(origin, "PUT", "/daemon/v1/upload", Wish.upload("new")),
                    from(origin, "GET", "/daemon/v1/download", Wish.download("f")),
                    from(origin, "POST", "/daemon/v1/downloads", Wish.download("f")))) {
                assertEquals(403, response.statusCode());
                assertEquals("ORIGIN_REFUSED", code(response));
                assertEquals("", header(response, "Access-Control-Allow-Origin"));
            }
        }
        assertFalse(Files.exists(server.files.resolve("new")));
    }

    @Test
    void severalOriginsOrTicketsAreNone() throws Exception {
        var token = server.tickets.issue(Wish.download("f"));
        for (var header : List.of("Origin: https://panel.example", "Authorization: Bearer " + token)) {
            try (var client = new RawClient(server.port())) {
                var answer = client.head(
                                "GET /daemon/v1/download HTTP/1.1",
                                "Connection: close",
                                "Origin: https://panel.example",
                                "Authorization: Bearer " + token,
                                header)
                        .answer();
                assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            }
        }
    }

    @Test
    void thePageOfTheSameServerNeedsNoOriginHeader() throws Exception {
        var own = "http://127.0.0.1:" + server.port();
        var wish = new Wish(io.ostler.protocol.TicketScope.FILE_DOWNLOAD, own, "f", null, false);
        try (var client = new RawClient(server.port())) {
            var answer = client.send(("GET /daemon/v1/download HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                    + "\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nAuthorization: Bearer "
                                    + server.tickets.issue(wish) + "\r\n\r\n")
                            .getBytes())
                    .answer();
            assertTrue(answer.endsWith("content"), answer);
        }
    }

    @Test
    void ticketsWithoutTheirFormAreRefused() throws Exception {
        for (var value : List.of("", "Bearer", "Bearer ", "Basic eDp5", "Bearer a b", "Bearer " + "x".repeat(5000))) {
            var response = server.send(server.request("/daemon/v1/download").header("Authorization", value));
            assertEquals(401, response.statusCode(), value);
            assertEquals("TICKET_INVALID", code(response));
            assertEquals("Bearer", header(response, "WWW-Authenticate"));
        }
    }

    @Test
    void noTicketShowsUpInLogsAnswersOrErrorPages() throws Exception {
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true));
        var answers = new StringBuilder();
        try {
            for (var path : List.of("f", "none", "../x")) {
                for (var door :
                        List.of("GET /daemon/v1/download", "POST /daemon/v1/downloads", "PUT /daemon/v1/upload")) {
                    var wish = door.startsWith("PUT") ? Wish.upload(path) : Wish.download(path);
                    var token = server.tickets.issue(wish);
                    for (int i = 0; i < 2; i++) {
                        try (var client = new RawClient(server.port())) {
                            answers.append(client.head(
                                            door + "?ticket=" + token + " HTTP/1.1",
                                            "Authorization: Bearer " + token,
                                            "Connection: close",
                                            "Content-Length: 0")
                                    .answer());
                        }
                    }
                }
            }
        } finally {
            System.setErr(before);
        }
        assertFalse(answers.toString().contains("secret-"), answers.toString());
        assertFalse(log.toString().contains("secret-"), log.toString());
    }

    @Test
    void anUploadThatDripsIsCut() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.upload(server.tickets.issue(Wish.upload("new")), 1_000_000).send(new byte[100]);
            DaemonServer.await("it is running", () -> !server.staged().isEmpty());
            server.doors.lookAtAll(System.nanoTime() + TimeUnit.SECONDS.toNanos(59));
            client.send(new byte[100]);
            DaemonServer.await("it is cut", () -> {
                server.doors.lookAtAll(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
                return server.staged().isEmpty();
            });
            assertTrue(client.isCut());
            server.awaitRest();
        }
    }
}
