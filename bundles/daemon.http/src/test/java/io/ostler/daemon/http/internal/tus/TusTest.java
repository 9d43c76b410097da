package io.ostler.daemon.http.internal.tus;

import static io.ostler.daemon.http.internal.tus.TusClient.header;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour that the protocol's text asks for. */
@Tag("slow")
class TusTest {
    private static final Map<String, String> NAMED = Map.of("filename", "a.dat");

    @TempDir
    Path base;

    private DaemonServer server;
    private TusClient tus;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
        tus = TusClient.withKey(server, Wish.upload("maps/").replacing());
    }

    @AfterEach
    void stop() throws Exception {
        server.letKeysDie();
        server.awaitRest();
        server.close();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private byte[] stored(String path) throws Exception {
        return Files.readAllBytes(server.files.resolve(path));
    }

    private static void assertProblem(int status, String code, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"" + code + "\""), response.body());
    }

    private static String checksum(String algorithm, String name, byte[] bytes) throws Exception {
        return name + " "
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    @Test
    void optionsTellWhatTheServerCan() throws Exception {
        var plain = server.send(server.request("/daemon/v1/tus").method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(204, plain.statusCode());
        assertEquals("1.0.0", header(plain, "Tus-Resumable"));
        assertEquals("1.0.0", header(plain, "Tus-Version"));
        assertEquals("creation,creation-with-upload,checksum,termination,expiration", header(plain, "Tus-Extension"));
        assertEquals("sha256,sha1", header(plain, "Tus-Checksum-Algorithm"));
        assertEquals("", header(plain, "Tus-Max-Size"));
        var preflight = server.send(server.request("/daemon/v1/tus/x")
                .header("Origin", FakeTickets.ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertEquals(FakeTickets.ORIGIN, header(preflight, "Access-Control-Allow-Origin"));
        assertTrue(header(preflight, "Access-Control-Allow-Methods").contains("PATCH"));
        for (var name : List.of("Ostler-Upload-Key", "Tus-Resumable", "Upload-Offset", "Upload-Checksum")) {
            assertTrue(header(preflight, "Access-Control-Allow-Headers").contains(name));
        }
        assertEquals("", header(preflight, "Access-Control-Allow-Credentials"));
        var limited = server.send(tus.request("/daemon/v1/tus").method("OPTIONS", BodyPublishers.noBody()));
        assertTrue(Long.parseLong(header(limited, "Tus-Max-Size")) <= 1L << 30);
    }

    @Test
    void anUploadInPartsBecomesTheFileWithItsLastByte() throws Exception {
        var body = random(300_000);
        var created = tus.create(body.length, NAMED);
        assertEquals(201, created.statusCode(), created.body());
        assertFalse(header(created, "Upload-Expires").isEmpty());
        assertTrue(header(created, "Access-Control-Expose-Headers").contains("Location"));
        var location = header(created, "Location");
        assertTrue(location.matches("/daemon/v1/tus/[A-Za-z0-9_-]{16,}"), location);
        var first = tus.patch(location, 0, Arrays.copyOf(body, 100_000));
        assertEquals(204, first.statusCode(), first.body());
        assertEquals("100000", header(first, "Upload-Offset"));
        assertFalse(header(first, "Upload-Expires").isEmpty());
        var between = tus.head(location);
        assertEquals(200, between.statusCode());
        assertEquals("100000", header(between, "Upload-Offset"));
        assertEquals("300000", header(between, "Upload-Length"));
        assertEquals("no-store", header(between, "Cache-Control"));
        assertFalse(Files.exists(server.files.resolve("maps/a.dat")));
        var last = tus.patch(location, 100_000, Arrays.copyOfRange(body, 100_000, body.length));
        assertEquals(204, last.statusCode(), last.body());
        assertEquals("maps/a.dat", header(last, "Ostler-Upload-Path"));
        assertArrayEquals(body, stored("maps/a.dat"));
        var after = tus.head(location);
        assertEquals("300000", header(after, "Upload-Offset"));
        assertEquals("maps/a.dat", header(after, "Ostler-Upload-Path"));
        assertProblem(404, "UPLOAD_GONE", tus.patch(location, 300_000, new byte[1]));
    }

    @Test
    void aCreationMayBringBytes() throws Exception {
        var body = random(50_000);
        var whole = server.send(tus.creation(body.length, NAMED)
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(body)));
        assertEquals(201, whole.statusCode(), whole.body());
        assertEquals("50000", header(whole, "Upload-Offset"));
        assertEquals("maps/a.dat", header(whole, "Ostler-Upload-Path"));
        assertEquals("50000", header(tus.head(header(whole, "Location")), "Upload-Offset"));
        assertArrayEquals(body, stored("maps/a.dat"));
        var some = server.send(tus.creation(60_000, Map.of("filename", "b.dat"))
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
        assertEquals("50000", header(some, "Upload-Offset"));
        assertEquals(
                204,
                tus.patch(header(some, "Location"), 50_000, new byte[10_000]).statusCode());
        assertEquals(60_000, stored("maps/b.dat").length);
    }

    @Test
    void aWholeFileWithAnotherChecksumLeavesNothing() throws Exception {
        var body = random(50_000);
        var wrong = server.send(tus.creation(body.length, NAMED)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Checksum", checksum("SHA-1", "sha1", new byte[0]))
                .POST(BodyPublishers.ofByteArray(body)));
        assertProblem(460, "CHECKSUM_WRONG", wrong);
        assertFalse(Files.exists(server.files.resolve("maps/a.dat")));
        var right = server.send(tus.creation(body.length, NAMED)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Checksum", checksum("SHA-1", "sha1", body))
                .POST(BodyPublishers.ofByteArray(body)));
        assertEquals(201, right.statusCode(), right.body());
        assertArrayEquals(body, stored("maps/a.dat"));
    }

    @Test
    void anEmptyFileIsThereAtOnce() throws Exception {
        var response = tus.create(0, NAMED);
        assertEquals(201, response.statusCode(), response.body());
        assertEquals("maps/a.dat", header(response, "Ostler-Upload-Path"));
        assertEquals(0, stored("maps/a.dat").length);
    }

    @Test
    void requestsMustSpeakTheProtocol() throws Exception {
        var versionless = server.send(server.request("/daemon/v1/tus")
                .header(UploadKeys.HEADER, tus.secret())
                .header("Upload-Length", "1")
                .POST(BodyPublishers.noBody()));
        assertEquals(412, versionless.statusCode());
        assertEquals("1.0.0", header(versionless, "Tus-Version"));
        var location = tus.begin(10, NAMED);
        assertProblem(
                415,
                "CONTENT_TYPE_WRONG",
                server.send(tus.request(location)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "image/png")
                        .method("PATCH", BodyPublishers.ofString("x"))));
        for (var length : List.of("-1", "x", "1e3", "9999999999999999999", "")) {
            assertProblem(
                    400,
                    "INVALID_REQUEST",
                    server.send(tus.request("/daemon/v1/tus")
                            .header("Upload-Length", length)
                            .header("Upload-Metadata", TusClient.metadata(NAMED))
                            .POST(BodyPublishers.noBody())));
        }
        assertProblem(
                400,
                "INVALID_REQUEST",
                server.send(tus.request("/daemon/v1/tus")
                        .header("Upload-Defer-Length", "1")
                        .POST(BodyPublishers.noBody())));
        for (var metadata :
                List.of("filename", "filename !", "filename YQ== YQ==", "filename YQ==,filename YQ==", ",")) {
            assertProblem(
                    400,
                    "INVALID_REQUEST",
                    server.send(tus.creation(1, Map.of()).header("Upload-Metadata", metadata)));
        }
        assertEquals(405, server.send(tus.request("/daemon/v1/tus").DELETE()).statusCode());
        assertEquals(405, server.send(tus.request(location).GET()).statusCode());
        assertEquals(204, tus.delete(location).statusCode());
    }

    @Test
    void theMethodMayStandInAHeader() throws Exception {
        var location = tus.begin(3, NAMED);
        var response = server.send(tus.request(location)
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofString("abc")));
        assertEquals(204, response.statusCode(), response.body());
        assertEquals("abc", new String(stored("maps/a.dat")));
    }

    @Test
    void partsMustGoOnWhereTheLastEnded() throws Exception {
        var location = tus.begin(100, NAMED);
        assertEquals(204, tus.patch(location, 0, new byte[10]).statusCode());
        for (long wrong : new long[] {0, 9, 11, 100, Long.MAX_VALUE / 10}) {
            var response = tus.patch(location, wrong, new byte[10]);
            assertProblem(409, "UPLOAD_OFFSET_WRONG", response);
            assertTrue(response.body().contains("\"offset\":\"10\""), response.body());
        }
        assertEquals("10", header(tus.head(location), "Upload-Offset"));
        assertEquals(204, tus.delete(location).statusCode());
    }

    @Test
    void moreThanAnnouncedIsRefusedAndNotKept() throws Exception {
        var location = tus.begin(100, NAMED);
        assertEquals(204, tus.patch(location, 0, new byte[10]).statusCode());
        assertProblem(413, "REQUEST_TOO_LARGE", tus.patch(location, 10, new byte[91]));
        var endless =
                tus.part(location, 10, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1 << 20])));
        assertProblem(413, "REQUEST_TOO_LARGE", server.send(endless));
        assertEquals("10", header(tus.head(location), "Upload-Offset"));
        assertFalse(Files.exists(server.files.resolve("maps/a.dat")));
        assertEquals(204, tus.patch(location, 10, new byte[90]).statusCode());
    }

    @Test
    void aPartWithAnotherChecksumIsNotKept() throws Exception {
        var body = random(100_000);
        var location = tus.begin(2L * body.length, NAMED);
        var wrong = checksum("SHA-256", "sha256", new byte[1]);
        var refused = server.send(
                tus.part(location, 0, BodyPublishers.ofByteArray(body)).header("Upload-Checksum", wrong));
        assertProblem(460, "CHECKSUM_WRONG", refused);
        assertEquals("0", header(tus.head(location), "Upload-Offset"));
        for (var unknown : List.of("md5 AAAA", "sha256", "sha256 AAAA", "sha256 !", "crc32 AAAA")) {
            assertProblem(
                    400,
                    "INVALID_REQUEST",
                    server.send(tus.part(location, 0, BodyPublishers.ofByteArray(body))
                            .header("Upload-Checksum", unknown)));
        }
        var first = server.send(tus.part(location, 0, BodyPublishers.ofByteArray(body))
                .header("Upload-Checksum", checksum("SHA-256", "sha256", body)));
        assertEquals(204, first.statusCode(), first.body());
        var second = server.send(tus.part(location, body.length, BodyPublishers.ofByteArray(body))
                .header("Upload-Checksum", checksum("SHA-1", "sha1", body)));
        assertEquals(204, second.statusCode(), second.body());
        assertEquals(2 * body.length, stored("maps/a.dat").length);
    }

    private RawClient half(String location, int offset, String... more) throws Exception {
        var lines = new java.util.ArrayList<>(List.of(
                "PATCH " + location + " HTTP/1.1",
                "Ostler-Upload-Key: " + tus.secret(),
                "Tus-Resumable: 1.0.0",
                "Upload-Offset: " + offset,
                "Content-Type: application/offset+octet-stream",
                "Content-Length: " + (100_000 - offset)));
        lines.addAll(List.of(more));
        return new RawClient(server.port()).head(lines.toArray(String[]::new));
    }

    private void awaitOffset(String location, String offset) {
        DaemonServer.await("offset " + offset, () -> {
            try {
                return header(tus.head(location), "Upload-Offset").equals(offset);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Not before the upload runs: a HEAD holds it for a moment, and a PATCH at that moment is refused. */
    private void breakOff(RawClient running) throws IOException {
        DaemonServer.await("it runs", () -> server.tickets.open().size() == 2);
        running.close();
    }

    @Test
    void whatArrivedBeforeTheConnectionBrokeIsKept() throws Exception {
        var location = tus.begin(100_000, NAMED);
        breakOff(half(location, 0).send(new byte[40_000]));
        awaitOffset(location, "40000");
        DaemonServer.await("the first is over", () -> server.tickets.open().size() == 1);
        breakOff(half(location, 40_000, "Upload-Checksum: " + checksum("SHA-1", "sha1", new byte[0]))
                .send(new byte[20_000]));
        awaitOffset(location, "40000");
        assertEquals(204, tus.patch(location, 40_000, new byte[60_000]).statusCode());
        assertEquals(100_000, stored("maps/a.dat").length);
    }

    @Test
    void ofTwoPartsAtOnceOneIsRefused() throws Exception {
        var location = tus.begin(100_000, NAMED);
        try (var first = half(location, 0).send(new byte[10_000])) {
            DaemonServer.await("the first runs", () -> server.tickets.open().size() == 2);
            assertProblem(423, "UPLOAD_BUSY", tus.patch(location, 0, new byte[10]));
            assertProblem(423, "UPLOAD_BUSY", tus.delete(location));
            assertEquals(423, tus.head(location).statusCode());
            first.send(new byte[90_000]);
            DaemonServer.await("it is complete", () -> server.tickets.open().size() == 1);
        }
        assertEquals(100_000, stored("maps/a.dat").length);
    }

    @Test
    void aCancelledUploadIsGone() throws Exception {
        var location = tus.begin(100, NAMED);
        assertEquals(204, tus.patch(location, 0, new byte[10]).statusCode());
        assertEquals(204, tus.delete(location).statusCode());
        assertEquals(404, tus.head(location).statusCode());
        assertEquals("", header(tus.head(location), "Upload-Offset"));
        assertProblem(404, "UPLOAD_GONE", tus.patch(location, 10, new byte[10]));
        assertProblem(404, "UPLOAD_GONE", tus.delete(location));
    }

    @Test
    void aTakenNameIsTreatedAsAsked() throws Exception {
        Files.createDirectories(server.files.resolve("maps"));
        Files.writeString(server.files.resolve("maps/a.dat"), "old");
        assertProblem(409, "FILE_EXISTS", tus.create(3, NAMED));
        var renaming = tus.begin(3, Map.of("filename", "a.dat", "conflict", "rename"));
        var renamed = tus.patch(renaming, 0, "new".getBytes());
        var landed = header(renamed, "Ostler-Upload-Path")
                .replace("%20", " ")
                .replace("%28", "(")
                .replace("%29", ")");
        assertEquals("new", new String(stored(landed)));
        assertEquals("old", new String(stored("maps/a.dat")));
        var replacing = tus.begin(3, Map.of("filename", "a.dat", "conflict", "overwrite"));
        assertEquals(204, tus.patch(replacing, 0, "new".getBytes()).statusCode());
        assertEquals("new", new String(stored("maps/a.dat")));
        assertProblem(400, "INVALID_REQUEST", tus.create(3, Map.of("filename", "a.dat", "conflict", "skip")));
    }

    @Test
    void anUploadWhoseNameWasTakenMeanwhileCanBeTriedAgain() throws Exception {
        var location = tus.begin(3, NAMED);
        Files.writeString(server.files.resolve("maps/a.dat"), "old");
        assertProblem(409, "FILE_EXISTS", tus.patch(location, 0, "new".getBytes()));
        assertEquals("3", header(tus.head(location), "Upload-Offset"));
        assertEquals("old", new String(stored("maps/a.dat")));
        Files.delete(server.files.resolve("maps/a.dat"));
        var again = tus.patch(location, 3, new byte[0]);
        assertEquals(204, again.statusCode(), again.body());
        assertEquals("new", new String(stored("maps/a.dat")));
    }

    @Test
    void foldersAreMadeOnTheWay() throws Exception {
        for (var path : List.of("world/region/r.0.0.mca", "world/region/r.0.1.mca", "world/level.dat")) {
            var location = tus.begin(1, Map.of("filename", "x", "relativePath", path));
            assertEquals(204, tus.patch(location, 0, new byte[1]).statusCode());
            assertEquals(1, stored("maps/" + path).length);
        }
    }
}
