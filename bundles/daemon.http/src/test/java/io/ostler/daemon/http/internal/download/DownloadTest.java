package io.ostler.daemon.http.internal.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import io.ostler.protocol.TicketScope;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
        Files.writeString(server.files.resolve("log.txt"), "0123456789");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        server.awaitRest();
    }

    private HttpRequest.Builder get(String path) {
        return server.request("/daemon/v1/download", server.tickets.issue(Wish.download(path)));
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
    void aFileComesWholeAndAsAnAttachment() throws Exception {
        var response = server.send(get("log.txt"));
        assertEquals(200, response.statusCode());
        assertEquals("0123456789", response.body());
        assertEquals("10", header(response, "Content-Length"));
        assertEquals("application/octet-stream", header(response, "Content-Type"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertTrue(header(response, "Content-Security-Policy").contains("sandbox"));
        assertTrue(header(response, "Content-Disposition").startsWith("attachment; filename=\"log.txt\""));
        assertEquals(FakeTickets.ORIGIN, header(response, "Access-Control-Allow-Origin"));
        assertTrue(response.headers()
                .firstValue("Access-Control-Allow-Credentials")
                .isEmpty());
        assertTrue(header(response, "Last-Modified").endsWith(" GMT"));
    }

    @Test
    void largeFilesComeByteForByte() throws Exception {
        var content = new byte[30 << 20];
        new Random(1).nextBytes(content);
        Files.write(server.files.resolve("large"), content);
        var response = server.client.send(get("large").build(), BodyHandlers.ofByteArray());
        assertArrayEquals(content, response.body());
        var part = server.client.send(
                get("large").header("Range", "bytes=1000001-29000000").build(), BodyHandlers.ofByteArray());
        assertArrayEquals(Arrays.copyOfRange(content, 1_000_001, 29_000_001), part.body());
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        Files.createFile(server.files.resolve("empty"));
        var response = server.send(get("empty"));
        assertEquals(200, response.statusCode());
        assertEquals("", response.body());
        assertEquals(416, server.send(get("empty").header("Range", "bytes=0-0")).statusCode());
    }

    @Test
    void partsAreServedAsAsked() throws Exception {
        var expected = Map.of(
                "bytes=0-3", "0123",
                "bytes=4-", "456789",
                "bytes=-3", "789",
                "bytes=-99", "0123456789",
                "bytes=8-99", "89",
                "bytes=9-9", "9");
        for (var range : expected.entrySet()) {
            var response = server.send(get("log.txt").header("Range", range.getKey()));
            assertEquals(206, response.statusCode(), range.getKey());
            assertEquals(range.getValue(), response.body());
            assertTrue(header(response, "Content-Range").endsWith("/10"));
        }
        for (var ignored : List.of("bytes=0-1,4-5", "lines=1-2", "bytes=5-3", "bytes=-", "bytes=a-b")) {
            var response = server.send(get("log.txt").header("Range", ignored));
            assertEquals(200, response.statusCode(), ignored);
            assertEquals("0123456789", response.body());
        }
        for (var impossible : List.of("bytes=10-", "bytes=99-100", "bytes=-0")) {
            var response = server.send(get("log.txt").header("Range", impossible));
            assertEquals(416, response.statusCode(), impossible);
            assertEquals("RANGE_INVALID", code(response));
            assertEquals("bytes */10", header(response, "Content-Range"));
        }
    }

    @Test
    void partsOfAnotherContentAreNotServed() throws Exception {
        var etag = header(server.send(get("log.txt")), "ETag");
        var same = server.send(get("log.txt").header("Range", "bytes=5-").header("If-Range", etag));
        assertEquals("56789", same.body());
        Files.writeString(server.files.resolve("log.txt"), "another content");
        var other = server.send(get("log.txt").header("Range", "bytes=5-").header("If-Range", etag));
        assertEquals(200, other.statusCode());
        assertEquals("another content", other.body());
        assertNotEquals(etag, header(other, "ETag"));
    }

    @Test
    void knownContentIsNotSentAgain() throws Exception {
        var etag = header(server.send(get("log.txt")), "ETag");
        for (var known : List.of(etag, "\"x\", W/" + etag, "*")) {
            var response = server.send(get("log.txt").header("If-None-Match", known));
            assertEquals(304, response.statusCode());
            assertEquals("", response.body());
        }
        assertEquals(
                200,
                server.send(get("log.txt").header("If-None-Match", "\"x\"")).statusCode());
    }

    @Test
    void headTellsWhatGetWouldSend() throws Exception {
        var response = server.send(get("log.txt").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, response.statusCode());
        assertEquals("10", header(response, "Content-Length"));
        assertEquals("", response.body());
    }

    @Test
    void namesCannotLeaveTheHeader() throws Exception {
        for (var name : List.of("a\"b;c.txt", "Grüße 日本.txt", "'%20'.txt", "<script>.html", "x;filename=y")) {
            Files.writeString(server.files.resolve(name), "x");
            var response = server.send(get(name));
            assertEquals(200, response.statusCode(), response.body());
            var value = header(response, "Content-Disposition");
            assertTrue(
                    value.matches("attachment; filename=\"[ -~&&[^\"\\\\]]*\"; filename\\*=UTF-8''[!-~&&[^\"'();,]]*"),
                    value);
            var encoded = value.substring(value.indexOf("''") + 2).replace("+", "%2B");
            assertEquals(name, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        }
    }

    @Test
    void hostilePathsLinksAndSpecialFilesAreRefused() throws Exception {
        var outside = Files.createDirectory(base.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(server.files.resolve("link"), outside);
        Files.createSymbolicLink(server.files.resolve("file"), outside.resolve("secret"));
        new ProcessBuilder("mkfifo", server.files.resolve("pipe").toString())
                .start()
                .waitFor();
        for (var path : List.of("../outside/secret", "/etc/passwd", "a\0", "a/../b", "..\\x", "x".repeat(5000))) {
            assertEquals("PATH_INVALID", code(server.send(get(path))), path);
        }
        for (var path : List.of("link/secret", "file", "link")) {
            assertEquals("PATH_OUTSIDE_ROOT", code(server.send(get(path))));
        }
        assertEquals("NOT_A_FILE", code(server.send(get("pipe"))));
        assertEquals("FILE_NOT_FOUND", code(server.send(get("%2e%2e%2foutside%2fsecret"))));
        assertEquals(404, server.send(get("none")).statusCode());
    }

    @Test
    void ticketsForOtherThingsAreRefused() throws Exception {
        for (var door : List.of("GET /daemon/v1/download", "POST /daemon/v1/downloads")) {
            var method = door.split(" ")[0];
            var path = door.split(" ")[1];
            for (var wish : List.of(Wish.upload("log.txt"), Wish.console(TicketScope.CONSOLE_READ))) {
                var response = server.send(
                        server.request(path, server.tickets.issue(wish)).method(method, BodyPublishers.noBody()));
                assertEquals("TICKET_SCOPE", code(response));
            }
            var token = server.tickets.issue(Wish.download("log.txt"));
            server.send(server.request(path, token).method(method, BodyPublishers.noBody()));
            var again = server.send(server.request(path, token).method(method, BodyPublishers.noBody()));
            assertEquals("TICKET_USED", code(again));
        }
        var nameless = server.send(server.request(
                "/daemon/v1/download",
                server.tickets.issue(new Wish(TicketScope.FILE_DOWNLOAD, FakeTickets.ORIGIN, null, null, false))));
        assertEquals("TICKET_INVALID", code(nameless));
    }

    private String link(String token) throws Exception {
        var response = server.send(server.request("/daemon/v1/downloads", token).POST(BodyPublishers.noBody()));
        assertEquals(201, response.statusCode(), response.body());
        return JsonParser.parseString(response.body())
                .getAsJsonObject()
                .get("path")
                .getAsString();
    }

    @Test
    void aLinkServesItsOneFileWithoutHeaders() throws Exception {
        var token = server.tickets.issue(Wish.download("log.txt"));
        var path = link(token);
        assertTrue(path.matches("/daemon/v1/d/[A-Za-z0-9_-]{32}"), path);
        assertFalse(path.contains(token.substring(7)));
        var response = server.send(server.request(path));
        assertEquals("0123456789", response.body());
        assertTrue(header(response, "Access-Control-Allow-Origin").isEmpty());
        assertEquals(
                "456",
                server.send(server.request(path).header("Range", "bytes=4-6")).body());
        for (var other : List.of("", "x", "log.txt", path.substring(13) + "x")) {
            assertEquals(
                    404, server.send(server.request("/daemon/v1/d/" + other)).statusCode(), other);
        }
        assertEquals(405, server.send(server.request(path).DELETE()).statusCode());
    }

    @Test
    void aLinkSaysAtOnceThatThereIsNoFile() throws Exception {
        var response = server.send(server.request("/daemon/v1/downloads", server.tickets.issue(Wish.download("none")))
                .POST(BodyPublishers.noBody()));
        assertEquals("FILE_NOT_FOUND", code(response));
    }

    @Test
    void aLinkEndsWithItsGrant() throws Exception {
        var path = link(server.tickets.issue(Wish.download("log.txt")));
        server.tickets.revokeUser();
        assertEquals(404, server.send(server.request(path)).statusCode());
    }

    @Test
    void linksAreBoundedAndDieUnused() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of("linksPerUser", 2), DaemonServer.NEVER_IDLE);
        var first = link(server.tickets.issue(Wish.download("log.txt")));
        link(server.tickets.issue(Wish.download("log.txt")));
        var third = server.send(server.request("/daemon/v1/downloads", server.tickets.issue(Wish.download("log.txt")))
                .POST(BodyPublishers.noBody()));
        assertEquals("STREAM_LIMIT", code(third));
        server.links.look(System.nanoTime() + TimeUnit.SECONDS.toNanos(59));
        assertEquals(200, server.send(server.request(first)).statusCode());
        DaemonServer.await("the fetch is over", () -> server.tickets.open().size() == 2);
        server.links.look(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
        assertEquals(1, server.tickets.open().size(), "the used one lives, the other is dead");
        // The fetch lets go of its link a moment after its ticket.
        DaemonServer.await("the used one is dead, too", () -> {
            server.links.look(System.nanoTime() + TimeUnit.MINUTES.toNanos(11));
            return server.tickets.open().isEmpty();
        });
        server.awaitRest();
    }

    @Test
    void revocationCutsARunningDownload() throws Exception {
        try (var file = Files.newByteChannel(
                server.files.resolve("endless"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.position(10L << 30).write(ByteBuffer.wrap(new byte[1]));
        }
        for (boolean isLink : new boolean[] {false, true}) {
            var path = isLink ? link(server.tickets.issue(Wish.download("endless"))) : "/daemon/v1/download";
            var token = server.tickets.issue(Wish.download("endless"));
            try (var client = new RawClient(server.port())) {
                client.head("GET " + path + " HTTP/1.1", "Authorization: Bearer " + token, "Connection: close");
                assertTrue(client.read(new byte[1000]) > 0);
                server.tickets.revokeUser();
                server.awaitRest();
                assertTrue(client.answer().length() < 1 << 30, "what the system had taken over, and then the end");
            }
        }
    }

    @Test
    void aFileThatShrinksIsNotEndedAsIfItWereComplete() throws Exception {
        var large = server.files.resolve("large");
        Files.write(large, new byte[60 << 20]);
        try (var client = new RawClient(server.port())) {
            client.head(
                    "GET /daemon/v1/download HTTP/1.1",
                    "Authorization: Bearer " + server.tickets.issue(Wish.download("large")),
                    "Connection: close");
            assertTrue(client.read(new byte[1000]) > 0);
            try (var file = FileChannel.open(large, StandardOpenOption.WRITE)) {
                file.truncate(1000);
            }
            assertTrue(client.answer().length() < 60 << 20);
        }
    }

    @Test
    void aFileThatBecameShorterBeforeItWasSentHasChanged() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of(), DaemonServer.NEVER_IDLE, this::shortened, true);
        for (var range : List.of("bytes=0-", "bytes=5-6")) {
            Files.writeString(server.files.resolve("log.txt"), "0123456789");
            var response = server.send(get("log.txt").header("Range", range));
            assertEquals(412, response.statusCode());
            assertEquals("FILE_CHANGED", code(response));
            assertEquals("", header(response, "Content-Disposition"));
        }
        server.awaitRest();
    }

    /** Trees whose file loses all that it has as soon as it is open. */
    private FileTrees shortened(FileTrees real) {
        return (instance, rights, user) -> {
            var tree = real.of(instance, rights, user);
            return (FileTree) Proxy.newProxyInstance(
                    FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, arguments) -> {
                        var answer = method.invoke(tree, arguments);
                        if (method.getName().equals("download")) {
                            Files.write(base.resolve("files/log.txt"), new byte[0]);
                        }
                        return answer;
                    });
        };
    }

    @Test
    void manySlowReadersLeaveTheDoorsOpen() throws Exception {
        Files.write(server.files.resolve("large"), new byte[60 << 20]);
        var clients = new ArrayList<RawClient>();
        try {
            for (int i = 0; i < 24; i++) {
                clients.add(new RawClient(server.port())
                        .head(
                                "GET /daemon/v1/download HTTP/1.1",
                                "Authorization: Bearer " + server.tickets.issue(Wish.download("large"))));
            }
            DaemonServer.await("all are running", () -> server.tickets.open().size() == 24);
            assertEquals("STREAM_LIMIT", code(server.send(get("log.txt"))));
            assertEquals(200, server.send(server.request("/daemon/v1/ping")).statusCode());
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    @Test
    void whatIsReadIsNotedForTheAudit() throws Exception {
        server.send(get("log.txt").method("HEAD", BodyPublishers.noBody()));
        assertEquals(List.of(), server.noted);
        server.send(get("log.txt"));
        assertEquals(List.of("download FILE_READ log.txt"), server.noted);
    }
}
