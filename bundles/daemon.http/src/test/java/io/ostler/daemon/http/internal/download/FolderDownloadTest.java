package io.ostler.daemon.http.internal.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import java.io.IOException;
import java.net.http.HttpRequest;
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

class FolderDownloadTest {
    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
        Files.createDirectories(server.files.resolve("maps/old"));
        Files.writeString(server.files.resolve("maps/a.dat"), "a");
        Files.writeString(server.files.resolve("log.txt"), "log");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        server.awaitRest();
    }

    private HttpRequest.Builder get(String folder, String query) {
        return server.request("/daemon/v1/download" + query, server.tickets.issue(Wish.download(folder)));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void assertProblem(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"" + code + "\""), response.body());
    }

    @Test
    void aFolderComesAsAnArchiveNamedAfterIt() throws Exception {
        for (var folder : List.of("maps", "maps/")) {
            var response = server.send(get(folder, ""));
            assertEquals(200, response.statusCode());
            assertEquals("ZIP:maps", response.body());
            assertEquals("application/zip", header(response, "Content-Type"));
            assertEquals("", header(response, "Content-Length"));
            assertEquals("", header(response, "ETag"));
            assertTrue(header(response, "Content-Disposition").startsWith("attachment; filename=\"maps.zip\""));
            assertTrue(header(response, "Content-Security-Policy").contains("sandbox"));
        }
        var own = server.send(get("", "?format=tar.zst"));
        assertEquals("TAR_ZST:maps,log.txt", own.body());
        assertTrue(header(own, "Content-Disposition").startsWith("attachment; filename=\"files.tar.zst\""));
        assertEquals("application/zstd", header(own, "Content-Type"));
        assertProblem(400, "ARCHIVE_FORMAT_UNKNOWN", server.send(get("maps", "?format=exe")));
        var head = server.send(get("maps", "").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertProblem(404, "FILE_NOT_FOUND", server.send(get("none/", "")));
    }

    private HttpResponse<String> link(String folder, String body) throws Exception {
        return server.send(server.request("/daemon/v1/downloads", server.tickets.issue(Wish.download(folder)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String follow(HttpResponse<String> link) throws Exception {
        assertEquals(201, link.statusCode(), link.body());
        var path = JsonParser.parseString(link.body())
                .getAsJsonObject()
                .get("path")
                .getAsString();
        return server.send(server.request(path)).body();
    }

    @Test
    void chosenEntriesComeAsOneArchive() throws Exception {
        assertEquals(
                "TAR_GZ:maps/a.dat,maps/old",
                follow(link("maps/", "{\"paths\":[\"maps/a.dat\",\"maps/old\"],\"format\":\"tar.gz\"}")));
        assertEquals("ZIP:log.txt", follow(link("", "{\"paths\":[\"log.txt\"]}")));
        assertEquals("TAR:maps", follow(link("maps", "{\"format\":\"tar\"}")));
        assertEquals("ZIP:maps", follow(link("maps", "{}")));
    }

    @Test
    void nothingBesideTheTicketsFolderCanBeChosen() throws Exception {
        Files.createDirectories(server.files.resolve("maps-secret"));
        for (var path : List.of("log.txt", "maps-secret", "maps", "maps/", "maps/old/x", "", "/etc/passwd")) {
            assertProblem(400, "INVALID_REQUEST", link("maps", "{\"paths\":[\"" + path + "\"]}"));
        }
        assertProblem(400, "PATH_INVALID", link("maps", "{\"paths\":[\"maps/..\"]}"));
        assertProblem(404, "FILE_NOT_FOUND", link("maps", "{\"paths\":[\"maps/none\"]}"));
    }

    @Test
    void otherBodiesAreRefused() throws Exception {
        for (var body : List.of(
                "[]",
                "{",
                "{\"paths\":[]}",
                "{\"paths\":\"maps/a.dat\"}",
                "{\"paths\":[1]}",
                "{\"paths\":[\"maps/a.dat\"],\"paths\":[\"maps/a.dat\"]}",
                "{} {}",
                "{'format':'zip'}",
                "nonsense")) {
            assertProblem(400, "INVALID_REQUEST", link("maps", body));
        }
        assertProblem(400, "UNKNOWN_FIELD", link("maps", "{\"only\":[]}"));
        var many = "\"maps/a.dat\",".repeat(1000) + "\"maps/a.dat\"";
        assertProblem(400, "INVALID_REQUEST", link("maps", "{\"paths\":[" + many + "]}"));
        assertProblem(413, "REQUEST_TOO_LARGE", link("maps", " ".repeat(2 << 20)));
        var untyped = server.send(server.request("/daemon/v1/downloads", server.tickets.issue(Wish.download("maps")))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        assertProblem(415, "CONTENT_TYPE_WRONG", untyped);
    }

    @Test
    void aBrokenArchiveDoesNotLookComplete() throws Exception {
        server.archives.breaksOff = true;
        var early = server.send(get("maps", ""));
        assertProblem(500, "STORAGE_FAILED", early);
        assertEquals("", header(early, "Content-Disposition"));
        server.archives.filler = 1 << 20;
        assertThrows(IOException.class, () -> server.send(get("maps", "")));
    }

    @Test
    void revocationCutsARunningArchive() throws Exception {
        server.archives.filler = 100L << 30;
        try (var client = new RawClient(server.port())) {
            client.head(
                    "GET /daemon/v1/download HTTP/1.1",
                    "Authorization: Bearer " + server.tickets.issue(Wish.download("maps")),
                    "Connection: close");
            assertTrue(client.read(new byte[1000]) > 0);
            server.tickets.revokeUser();
            server.awaitRest();
            assertFalse(client.answer().endsWith("0\r\n\r\n"));
        }
    }

    @Test
    void withoutArchivesTheCapabilityIsMissing() throws Exception {
        server.close();
        server = new DaemonServer(base, Map.of(), DaemonServer.NEVER_IDLE, real -> real, false);
        assertProblem(503, "CAPABILITY_MISSING", server.send(get("maps", "")));
        assertProblem(503, "CAPABILITY_MISSING", link("maps", "{}"));
        assertEquals("log", server.send(get("log.txt", "")).body());
    }
}
