package io.ostler.link.enrol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.ostler.link.key.KeyFile;
import io.ostler.link.key.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 20, the machine's side: nobody between can put a key of their own in place of the panel's. */
class EnrolCommandTest {
    @TempDir
    Path data;

    private final SigningKey panelKey = SigningKey.generate();
    private final EnrolmentKey key = EnrolmentKey.create(panelKey.verifyingKey().fingerprint());
    private final List<JsonObject> requests = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Function<JsonObject, String> panel = this::honest;
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void setUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/enrolments/join", exchange -> {
            var request = JsonParser.parseString(
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                    .getAsJsonObject();
            requests.add(request);
            var answer = panel.apply(request).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void tearDown() {
        server.stop(0);
    }

    @Test
    void aMachineJoins() throws Exception {
        assertEquals(0, enrol("--name", "attic", "--address", "https://attic.example/"), err::toString);
        var request = requests.getFirst();
        var nodeKey = KeyFile.load(PanelTrust.keyFile(data)).verifyingKey();
        assertEquals(nodeKey.text(), request.get("publicKey").getAsString());
        assertEquals("attic", request.get("name").getAsString());
        assertTrue(EnrolmentProof.holds(
                EnrolmentProof.ofNode(key.text(), "attic", nodeKey.text(), List.of("https://attic.example")),
                nodeKey.text(),
                request.get("proof").getAsString()));
        var trust = PanelTrust.read(PanelTrust.trustFile(data)).orElseThrow();
        assertEquals("panel-1", trust.panelId());
        assertEquals(panelKey.verifyingKey(), trust.panelKey());
        assertEquals("node-from-panel", trust.node().value());
        assertTrue(out.toString(UTF_8).startsWith("Joined panel panel-1 as node node-from-panel."), out::toString);
        assertFalse(out.toString(UTF_8).contains(key.secret()));
    }

    @Test
    void withoutAddressTheWayToThePanelIsGuessed() {
        assertEquals(0, enrol(), err::toString);
        assertEquals(
                "[\"http://127.0.0.1:9401\"]",
                requests.getFirst().get("addresses").toString());
    }

    @Test
    void joiningAgainKeepsTheNodesKey() throws Exception {
        assertEquals(0, enrol());
        var first = KeyFile.load(PanelTrust.keyFile(data)).verifyingKey();
        assertEquals(0, enrol());
        assertEquals(first, KeyFile.load(PanelTrust.keyFile(data)).verifyingKey());
    }

    @Test
    void aPanelKeyPutInBetweenIsDetected() {
        var thief = SigningKey.generate();
        panel = request ->
                answer(thief, request, key.text(), request.get("publicKey").getAsString());
        fails("somebody may sit between");
    }

    @Test
    void thePanelsKeyWithTheThiefsSignatureIsDetected() {
        var thief = SigningKey.generate();
        panel = request -> {
            var json = JsonParser.parseString(honest(request)).getAsJsonObject();
            json.addProperty("proof", thief.signText(new byte[] {1, 2, 3}));
            return json.toString();
        };
        fails("somebody may sit between");
    }

    @Test
    void anAnswerMadeForAnotherNodesKeyIsDetected() {
        // Somebody between sends a public key of their own to the panel and hands its honest answer on.
        var thief = SigningKey.generate().verifyingKey().text();
        panel = request -> answer(panelKey, request, key.text(), thief);
        fails("somebody may sit between");
    }

    @Test
    void anAnswerMadeForAnotherEnrolmentIsDetected() {
        var other = EnrolmentKey.create(panelKey.verifyingKey().fingerprint());
        panel = request ->
                answer(panelKey, request, other.text(), request.get("publicKey").getAsString());
        fails("somebody may sit between");
    }

    @Test
    void aChangedNodeIdIsDetected() {
        panel = request -> honest(request).replace("node-from-panel", "another-node-x");
        fails("somebody may sit between");
    }

    @Test
    void aRefusedKeyIsSaidInOneLine() {
        status = 403;
        panel = request -> "{\"type\":\"about:blank\",\"status\":403,\"code\":\"ENROLMENT_REFUSED\"}";
        fails("wrong, used or expired");
    }

    @Test
    void whatIsNoPanelIsSaidInOneLine() {
        panel = request -> "<html>hello</html>";
        fails("not as an Ostler panel does");
        panel = request -> "{}";
        fails("not as an Ostler panel does");
        status = 404;
        fails("status 404");
        status = 302;
        fails("status 302");
        server.stop(0);
        fails("no answer from the panel");
    }

    @Test
    void anotherPanelIsOnlyLeftWhenAskedTo() throws Exception {
        var before = new PanelTrust(
                "other-panel", SigningKey.generate().verifyingKey(), new io.ostler.model.NodeId("old-node-1"));
        io.ostler.link.key.PrivateFile.createFolder(data.resolve("daemon/identity"));
        before.write(PanelTrust.trustFile(data));
        assertEquals(1, enrol());
        assertTrue(err.toString(UTF_8).contains("--replace"));
        assertTrue(requests.isEmpty());
        assertEquals(0, enrol("--replace"), err::toString);
        assertEquals(
                "panel-1",
                PanelTrust.read(PanelTrust.trustFile(data)).orElseThrow().panelId());
    }

    @Test
    void aDamagedTrustFileIsSaidAndStays() throws Exception {
        Files.createDirectories(data.resolve("daemon/identity"));
        Files.writeString(PanelTrust.trustFile(data), "{\"panelId\":7}");
        assertEquals(1, enrol());
        assertTrue(err.toString(UTF_8).contains("panel.json"), err::toString);
        assertEquals("{\"panelId\":7}", Files.readString(PanelTrust.trustFile(data)));
    }

    @Test
    void wrongWordsAreSaidInOneLine() {
        for (var words : new String[][] {
            {},
            {"--panel", "http://127.0.0.1:1"},
            {"--panel"},
            {"--panel", "ftp://x", "--key", key.text(), "--data", "d"},
            {"--panel", "http://u:p@x", "--key", key.text(), "--data", "d"},
            {"--panel", "http://x", "--key", "ost1-short", "--data", "d"},
            {"--panel", "http://x", "--key", key.text(), "--data", "d", "--address", "x"},
            {"--dance"},
        }) {
            err.reset();
            assertEquals(1, EnrolCommand.run(new PrintStream(out), new PrintStream(err), words));
            assertEquals(1, err.toString(UTF_8).lines().count());
        }
    }

    private int enrol(String... more) {
        var words = new ArrayList<>(List.of(
                "enrol",
                "--panel",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--key",
                key.text().toUpperCase(),
                "--data",
                data.toString()));
        words.addAll(List.of(more));
        return EnrolCommand.run(new PrintStream(out), new PrintStream(err), words.toArray(String[]::new));
    }

    private void fails(String line) {
        err.reset();
        assertEquals(1, enrol());
        assertEquals(1, err.toString(UTF_8).lines().count());
        assertTrue(err.toString(UTF_8).contains(line), err::toString);
        assertFalse(Files.exists(PanelTrust.trustFile(data)));
    }

    private String honest(JsonObject request) {
        return answer(panelKey, request, key.text(), request.get("publicKey").getAsString());
    }

    private static String answer(SigningKey signer, JsonObject request, String enrolmentKey, String nodeKey) {
        var json = new JsonObject();
        var panelKey = signer.verifyingKey().text();
        json.addProperty("node", "node-from-panel");
        json.addProperty("panelId", "panel-1");
        json.addProperty("panelPublicKey", panelKey);
        json.addProperty(
                "proof",
                signer.signText(EnrolmentProof.ofPanel(enrolmentKey, nodeKey, "node-from-panel", "panel-1", panelKey)));
        json.add("more", new JsonArray());
        return json.toString();
    }
}
