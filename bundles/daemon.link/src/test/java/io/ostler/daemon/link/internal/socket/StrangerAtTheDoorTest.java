package io.ostler.daemon.link.internal.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.SigningKey;
import io.ostler.model.NodeId;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is not the joined panel gets nowhere, whatever is sent. */
class StrangerAtTheDoorTest {
    private static final NodeId NODE = new NodeId("node-given-1");

    @TempDir
    Path data;

    private final SigningKey panelKey = SigningKey.generate();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<TestPanel> open = new ArrayList<>();
    private TestDaemon daemon;

    @BeforeEach
    void setUp() throws Exception {
        daemon = new TestDaemon(data, Duration.ofSeconds(90));
    }

    @AfterEach
    void tearDown() throws Exception {
        open.forEach(TestPanel::close);
        daemon.close();
        client.shutdownNow();
    }

    @Test
    void aDaemonThatJoinedNoPanelLetsNobodyIn() throws Exception {
        assertEquals("4401 PANEL_UNKNOWN", refusal(handshake(panelKey)));
    }

    @Test
    void aDaemonNoticesThatItWasJoinedMeanwhile() throws Exception {
        assertEquals("4401 PANEL_UNKNOWN", refusal(handshake(panelKey)));
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        var panel = stranger();
        panel.link(handshake(panelKey)).remote().ping().get(60, SECONDS);
        daemon.join(new PanelTrust("panel-1", SigningKey.generate().verifyingKey(), NODE));
        assertEquals("4401 KEY_MISMATCH", refusal(handshake(panelKey)));
    }

    @Test
    void aWrongKeyGetsNowhere() throws Exception {
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        assertEquals("4401 KEY_MISMATCH", refusal(handshake(SigningKey.generate())));
    }

    @Test
    void aProofThatDoesNotHoldGetsNowhere() throws Exception {
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        var panel = stranger();
        panel.send(handshake(panelKey).opening()).toCompletableFuture().get(60, SECONDS);
        assertTrue(panel.texts.poll(60, SECONDS).contains("proof"));
        panel.send("{\"proof\":\"" + SigningKey.generate().signText(new byte[] {1}) + "\"}");
        assertEquals("4401 PROOF_WRONG", panel.closed.get(60, SECONDS));
    }

    @Test
    void whoSkipsTheHandshakeGetsNowhere() throws Exception {
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        for (var text : List.of(
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"daemon/hello\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"daemon/ping\"}",
                "",
                "[]")) {
            var panel = stranger();
            panel.send(text);
            assertEquals("4401 HANDSHAKE_MALFORMED", panel.closed.get(60, SECONDS));
        }
    }

    @Test
    void aLongTextIsCutOffEarly() throws Exception {
        var panel = stranger();
        panel.sendPart("x".repeat(4000), false).get(60, SECONDS);
        panel.sendPart("x".repeat(4000), false);
        assertTrue(panel.closed.get(60, SECONDS).startsWith("1009"), panel.closed::join);
    }

    @Test
    void binaryFramesEndTheSocket() throws Exception {
        var panel = stranger();
        panel.sendBinary(new byte[] {1, 2, 3});
        assertTrue(panel.closed.get(60, SECONDS).startsWith("1003"), panel.closed::join);
    }

    @Test
    void whoSaysNothingIsShownOut() throws Exception {
        daemon.close();
        daemon = new TestDaemon(data, Duration.ofMillis(300));
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        assertEquals("4401 HANDSHAKE_TIMEOUT", stranger().closed.get(60, SECONDS));
        var half = stranger();
        half.send(handshake(panelKey).opening());
        assertEquals("4401 HANDSHAKE_TIMEOUT", half.closed.get(60, SECONDS));
    }

    @Test
    void strangersCannotKeepTheDoorShut() throws Exception {
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        var first = stranger();
        for (int i = 1; i < Sockets.MOST_PROVING; i++) {
            stranger();
        }
        stranger().link(handshake(panelKey)).remote().ping().get(60, SECONDS);
        assertEquals("1013 OVERLOADED", first.closed.get(60, SECONDS));
    }

    @Test
    void browsersAreTurnedAway() throws Exception {
        try (var socket = new Socket("127.0.0.1", daemon.port())) {
            socket.getOutputStream()
                    .write(("GET /daemon/v1/link HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                    + "Origin: http://127.0.0.1\r\n\r\n")
                            .getBytes(ISO_8859_1));
            var answer = new byte[12];
            assertEquals(12, socket.getInputStream().readNBytes(answer, 0, 12));
            assertEquals("HTTP/1.1 403", new String(answer, ISO_8859_1));
        }
    }

    @Test
    void randomTextsAndFramesLeaveTheDoorInOrder() throws Exception {
        daemon.join(new PanelTrust("panel-1", panelKey.verifyingKey(), NODE));
        var random = new Random(17);
        for (int i = 0; i < 60; i++) {
            var panel = stranger();
            try {
                panel.send(random.nextBoolean() ? handshake(panelKey).opening() : noise(random))
                        .toCompletableFuture()
                        .get(60, SECONDS);
                panel.send(noise(random)).toCompletableFuture().get(60, SECONDS);
            } catch (ExecutionException e) {
                // closed already
            }
            panel.closed.get(60, SECONDS);
        }
        for (int i = 0; i < 60; i++) {
            try (var socket = new Socket("127.0.0.1", daemon.port())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("GET /daemon/v1/link HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                                .getBytes(ISO_8859_1));
                var bytes = new byte[200];
                random.nextBytes(bytes);
                socket.getOutputStream().write(bytes);
            }
        }
        stranger().link(handshake(panelKey)).remote().ping().get(60, SECONDS);
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(200); n > 0; n--) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xD800) : 32 + random.nextInt(95)));
        }
        return text.toString();
    }

    private String refusal(PanelHandshake handshake) throws Exception {
        var panel = stranger();
        panel.send(handshake.opening());
        return panel.closed.get(60, SECONDS);
    }

    private PanelHandshake handshake(SigningKey key) {
        return new PanelHandshake(
                key, "panel-1", "1", NODE, daemon.identity.key().verifyingKey());
    }

    private TestPanel stranger() throws Exception {
        var panel = new TestPanel(client, daemon.uri());
        open.add(panel);
        return panel;
    }
}
