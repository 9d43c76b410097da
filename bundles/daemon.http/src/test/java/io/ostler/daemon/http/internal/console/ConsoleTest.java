package io.ostler.daemon.http.internal.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.daemon.http.internal.RawClient;
import io.ostler.protocol.TicketScope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ConsoleTest {
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
        DaemonServer.await("nobody views", () -> server.consoles.viewers() == 0);
        server.close();
    }

    private void restart(Map<String, Integer> limits) throws Exception {
        server.close();
        server = new DaemonServer(base, limits, DaemonServer.NEVER_IDLE);
    }

    private FakeViewer connect() throws Exception {
        return new FakeViewer(server.client, server.console(), FakeTickets.ORIGIN);
    }

    private static String opening(String token, long from, long window) {
        return "{\"ticket\":\"" + token + "\",\"from\":" + from + ",\"window\":" + window + "}";
    }

    private FakeViewer open(TicketScope scope, long from, long window) throws Exception {
        return connect().say(opening(server.tickets.issue(Wish.console(scope)), from, window));
    }

    private FakeViewer reader(long from) throws Exception {
        return open(TicketScope.CONSOLE_READ, from, 8 << 20);
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private void awaitOutput(FakeViewer viewer, int size) {
        DaemonServer.await(size + " bytes", () -> viewer.received().length >= size);
    }

    @Test
    void theStoredTextComesAndThenWhatIsNew() throws Exception {
        var stored = random(100_000);
        server.consoles.write(stored);
        try (var viewer = reader(0)) {
            var hello = viewer.hear().getAsJsonObject("hello");
            assertEquals(0, hello.get("start").getAsLong());
            assertEquals(100_000, hello.get("end").getAsLong());
            assertEquals(0, hello.get("from").getAsLong());
            assertFalse(hello.get("write").getAsBoolean());
            assertTrue(hello.get("terminal").getAsBoolean());
            awaitOutput(viewer, 100_000);
            server.consoles.write(new byte[] {1, 2, 3});
            awaitOutput(viewer, 100_003);
            assertArrayEquals(stored, Arrays.copyOf(viewer.received(), 100_000));
            assertTrue(viewer.largestFrame <= 64 * 1024);
        }
    }

    @Test
    void aReturningViewerGoesOnWhereItWas() throws Exception {
        var stored = random(50_000);
        server.consoles.write(stored);
        try (var viewer = reader(12_345)) {
            assertEquals(
                    12_345, viewer.hear().getAsJsonObject("hello").get("from").getAsLong());
            awaitOutput(viewer, 50_000 - 12_345);
            assertArrayEquals(Arrays.copyOfRange(stored, 12_345, 50_000), viewer.received());
        }
    }

    @Test
    void theLastBytesBeginAtALine() throws Exception {
        server.consoles.write("first line\nsecond line\nthird".getBytes(StandardCharsets.UTF_8));
        for (var expected : Map.of(
                        -8,
                        "third",
                        -5,
                        "third",
                        -17,
                        "second line\nthird",
                        -1000,
                        "first line\nsecond line\nthird",
                        -3,
                        "ird")
                .entrySet()) {
            try (var viewer = reader(expected.getKey())) {
                viewer.hear();
                awaitOutput(viewer, expected.getValue().length());
                assertEquals(expected.getValue(), new String(viewer.received(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aViewerOfAnotherConsoleBeginsAnew() throws Exception {
        server.consoles.write("short\n".getBytes(StandardCharsets.UTF_8));
        try (var viewer = reader(1_000_000)) {
            assertEquals(0, viewer.hear().getAsJsonObject("hello").get("from").getAsLong());
            awaitOutput(viewer, 6);
        }
    }

    @Test
    void whatIsNoLongerStoredIsAGap() throws Exception {
        server.consoles.write(random(100_000));
        server.consoles.forget(70_000);
        try (var viewer = reader(50_000)) {
            viewer.hear();
            var gap = viewer.hear().getAsJsonObject("gap");
            assertEquals(50_000, gap.get("from").getAsLong());
            assertEquals(70_000, gap.get("to").getAsLong());
            awaitOutput(viewer, 30_000);
        }
    }

    @Test
    void outputStopsAtTheWindowAndGoesOnWithTheAcknowledgement() throws Exception {
        server.consoles.write(random(1 << 20));
        try (var viewer = open(TicketScope.CONSOLE_READ, 0, 64 << 10)) {
            viewer.hear();
            awaitOutput(viewer, 64 << 10);
            viewer.say("{\"ping\":1}");
            viewer.hear();
            assertEquals(64 << 10, viewer.received().length);
            viewer.say("{\"ack\":32768}");
            awaitOutput(viewer, 96 << 10);
            viewer.say("{\"ping\":2}");
            viewer.hear();
            assertEquals(96 << 10, viewer.received().length);
            for (int acknowledged = 64 << 10; acknowledged < 1 << 20; acknowledged += 32 << 10) {
                viewer.say("{\"ack\":" + acknowledged + "}");
                awaitOutput(viewer, acknowledged + (32 << 10));
            }
            viewer.say("{\"ack\":99999999}");
            assertEquals(
                    "INVALID_REQUEST",
                    viewer.hear().getAsJsonObject("error").get("code").getAsString());
        }
    }

    @Test
    void aStalledViewerLetsGoOfTheConsoleAndComesBack() throws Exception {
        var stored = random(200_000);
        server.consoles.write(stored);
        try (var viewer = open(TicketScope.CONSOLE_READ, 0, 64 << 10)) {
            viewer.hear();
            awaitOutput(viewer, 64 << 10);
            DaemonServer.await("it rests", () -> server.consoles.viewers() == 0);
            viewer.say("{\"ack\":65536}");
            awaitOutput(viewer, 128 << 10);
            viewer.say("{\"ack\":131072}");
            awaitOutput(viewer, 192 << 10);
            viewer.say("{\"ack\":196608}");
            awaitOutput(viewer, 200_000);
            assertArrayEquals(stored, viewer.received());
        }
    }

    @Test
    void aViewerThatDoesNotReadHarmsNobody() throws Exception {
        server.consoles.write(random(4 << 20));
        try (var stuck = connect()) {
            stuck.isReading = false;
            stuck.say(opening(server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ)), 0, 8 << 20));
            try (var viewer = reader(0)) {
                awaitOutput(viewer, 4 << 20);
            }
            server.tickets.revokeUser();
            server.awaitRest();
        }
    }

    @Test
    void inputReachesTheInstance() throws Exception {
        try (var viewer = open(TicketScope.CONSOLE_WRITE, 0, 1 << 20)) {
            assertTrue(viewer.hear().getAsJsonObject("hello").get("write").getAsBoolean());
            viewer.say("{\"input\":\"say Grüße \\\"x\\\"\"}")
                    .say("{\"keys\":\"\\u001b[A\"}")
                    .say("{\"resize\":[120,40]}");
            assertEquals("keys say Grüße \"x\"\r", server.engine.told.poll(60, TimeUnit.SECONDS));
            assertEquals("keys \u001b[A", server.engine.told.poll(60, TimeUnit.SECONDS));
            assertEquals("resize 120 40", server.engine.told.poll(60, TimeUnit.SECONDS));
            viewer.say("{\"resize\":[0,40]}");
            assertEquals(
                    "VALUE_OUT_OF_RANGE",
                    viewer.hear().getAsJsonObject("error").get("code").getAsString());
            server.engine.isFull = true;
            viewer.say("{\"input\":\"x\"}");
            assertEquals(
                    "CONSOLE_INPUT_FULL",
                    viewer.hear().getAsJsonObject("error").get("code").getAsString());
            viewer.say("{\"ping\":7}");
            assertEquals(7, viewer.hear().get("pong").getAsLong());
        }
    }

    @Test
    void aReaderMayNotType() throws Exception {
        try (var viewer = reader(0)) {
            viewer.hear();
            for (var frame : List.of("{\"input\":\"stop\"}", "{\"keys\":\"x\"}", "{\"resize\":[80,24]}")) {
                viewer.say(frame);
                assertEquals(
                        "FORBIDDEN",
                        viewer.hear().getAsJsonObject("error").get("code").getAsString());
            }
            assertTrue(server.engine.told.isEmpty());
        }
    }

    @Test
    void nonsenseIsRefusedAndTheStreamGoesOn() throws Exception {
        try (var viewer = reader(0)) {
            viewer.hear();
            for (var frame : List.of(
                    "",
                    "{}",
                    "[]",
                    "null",
                    "{\"x\":1}",
                    "{\"ack\":\"x\"}",
                    "{\"ack\":1,\"input\":\"x\"}",
                    "{\"resize\":[1]}",
                    "{\"ack\":1}{\"ack\":1}",
                    "{ack:1}",
                    "{\"ticket\":\"t\",\"from\":0}",
                    "[".repeat(60_000))) {
                viewer.say(frame);
                assertEquals(
                        "INVALID_REQUEST",
                        viewer.hear().getAsJsonObject("error").get("code").getAsString(),
                        frame);
            }
            server.consoles.write(new byte[10]);
            awaitOutput(viewer, 10);
        }
    }

    @Test
    void largeAndBinaryFramesEndTheConnection() throws Exception {
        try (var viewer = reader(0)) {
            viewer.hear();
            viewer.say("{\"input\":\"" + "x".repeat(65_536) + "\"}");
            viewer.awaitClose(1009);
        }
        try (var viewer = reader(0)) {
            viewer.hear();
            viewer.socket().sendBinary(ByteBuffer.allocate(10), true).get(60, TimeUnit.SECONDS);
            viewer.awaitClose(1003);
        }
    }

    @Test
    void pingsOfTheProtocolAreAnsweredAndCountAsLife() throws Exception {
        try (var viewer = reader(0)) {
            viewer.hear();
            for (int i = 0; i < 5; i++) {
                viewer.socket().sendPing(ByteBuffer.allocate(4)).get(60, TimeUnit.SECONDS);
                viewer.say("{\"ping\":" + i + "}");
                assertEquals(i, viewer.hear().get("pong").getAsLong());
            }
        }
    }

    @Test
    void aTicketIsWantedInTime() throws Exception {
        restart(Map.of("ticketSeconds", 5)); // enough to present one on a slow machine
        try (var viewer = reader(0)) {
            viewer.hear();
            try (var late = connect()) {
                late.awaitClose(4408);
                assertEquals("TICKET_INVALID", late.closeReason);
            }
            assertEquals(0, viewer.closeCode);
        }
    }

    @Test
    void wrongTicketsAreRefused() throws Exception {
        var used = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
        try (var viewer = connect().say(opening(used, 0, 1 << 20))) {
            viewer.hear();
        }
        var cases = Map.of(
                used,
                "TICKET_USED",
                "made-up",
                "TICKET_INVALID",
                server.tickets.issue(Wish.download("f")),
                "TICKET_SCOPE",
                server.tickets.issue(Wish.upload("f")),
                "TICKET_SCOPE");
        for (var wrong : cases.entrySet()) {
            try (var viewer = connect().say(opening(wrong.getKey(), 0, 1 << 20))) {
                viewer.awaitClose(4401);
                assertEquals(wrong.getValue(), viewer.closeReason);
            }
        }
        for (var frame : List.of("{\"ping\":1}", "nonsense", "{\"ticket\":\"x\"}")) {
            try (var viewer = connect().say(frame)) {
                viewer.awaitClose(4401);
            }
        }
    }

    @Test
    void foreignPagesGetNoConsole() throws Exception {
        var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_WRITE));
        try (var viewer = new FakeViewer(server.client, server.console(), "https://evil.example")
                .say(opening(token, 0, 1 << 20))) {
            viewer.awaitClose(4401);
            assertEquals("ORIGIN_REFUSED", viewer.closeReason);
        }
    }

    @Test
    void revocationClosesAtOnce() throws Exception {
        var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
        try (var viewer = reader(0)) {
            viewer.hear();
            server.tickets.revokeUser();
            viewer.awaitClose(4403);
            assertEquals("GRANT_REVOKED", viewer.closeReason);
            viewer.say("{\"input\":\"x\"}");
        } catch (java.util.concurrent.ExecutionException e) {
            // the connection is closed: so it should be
        }
        try (var viewer = connect().say(opening(token, 0, 1 << 20))) {
            viewer.awaitClose(4403);
        }
        assertTrue(server.engine.told.isEmpty());
    }

    @Test
    void theEndOfTheInstanceAndOfTheDaemonAreTold() throws Exception {
        for (var end : Map.of("NOT_FOUND", 4404, "NODE_AWAY", 1001, "STORAGE_FAILED", 1011, "?", 1011)
                .entrySet()) {
            try (var viewer = reader(0)) {
                viewer.hear();
                DaemonServer.await("it views", () -> server.consoles.viewers() == 1);
                server.consoles.end(end.getKey());
                viewer.awaitClose(end.getValue());
            }
        }
        try (var viewer = reader(0)) {
            viewer.hear();
            server.doors.close();
            viewer.awaitClose(1001);
        }
    }

    @Test
    void moreConsolesThanAllowedAreRefused() throws Exception {
        restart(Map.of("consolesPerUser", 1, "waiting", 2));
        try (var one = reader(0)) {
            one.hear();
            try (var two = reader(0)) {
                two.awaitClose(1013);
                assertEquals("STREAM_LIMIT", two.closeReason);
            }
            try (var first = connect();
                    var second = connect();
                    var third = connect()) {
                // who of them was heard last is the server's affair
                DaemonServer.await(
                        "one is refused", () -> first.closeCode + second.closeCode + third.closeCode == 1013);
            }
        }
    }

    @Test
    void framesAreNotCompressedAndPlainRequestsAreRefused() throws Exception {
        try (var client = new RawClient(server.port())) {
            var bytes = new byte[1000];
            client.head(
                    "GET /daemon/v1/console HTTP/1.1",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Extensions: permessage-deflate");
            var answer = new String(bytes, 0, client.read(bytes), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
            assertFalse(answer.toLowerCase().contains("deflate"), answer);
        }
        assertEquals(400, server.send(server.request("/daemon/v1/console")).statusCode());
        assertEquals(
                405, server.send(server.request("/daemon/v1/console").DELETE()).statusCode());
        try (var client = new RawClient(server.port())) {
            var answer = client.head(
                            "TRACE /daemon/v1/console HTTP/1.1", "Authorization: Bearer x", "Connection: close")
                    .answer();
            assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
        }
    }

    @Test
    void aDeadViewerIsCut() throws Exception {
        restart(Map.of("silenceSeconds", 1));
        try (var viewer = reader(0)) {
            viewer.hear();
            DaemonServer.await("it is cut", () -> viewer.isLost || viewer.closeCode != 0);
        }
    }
}
