package io.ostler.daemon.command.internal;

import static io.ostler.daemon.command.internal.Sending.PATIENT;
import static io.ostler.daemon.command.internal.Sending.SHORT;
import static io.ostler.daemon.command.internal.Sending.fails;
import static io.ostler.daemon.command.internal.Sending.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class WebRconChannelTest {

    private static final String PASSWORD = "p/7Q %ü?#";
    private static final String PATH = "/p/7Q%20%25%C3%BC%3F%23";

    private WebRconChannel channel = new WebRconChannel(PATIENT);

    @AfterEach
    void close() {
        channel.close();
    }

    private static boolean letIn(Server.Peer peer) throws IOException {
        var request = peer.line();
        String key = "";
        for (var line = peer.line(); !line.isEmpty(); line = peer.line()) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        if (!request.startsWith("GET " + PATH + " ")) {
            return false;
        }
        try {
            var hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            peer.say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
        return true;
    }

    /** All of it: who closes with something unread resets the connection, and the answer may be lost. */
    private static void request(Server.Peer peer) throws IOException {
        while (!peer.line().isEmpty()) {
            // its headers
        }
    }

    /** A text frame from the client, which masks. */
    private static JsonObject receive(Server.Peer peer) throws IOException {
        peer.in().readByte();
        int length = peer.in().readByte() & 0x7f;
        if (length == 126) {
            length = peer.in().readUnsignedShort();
        }
        var mask = peer.in().readNBytes(4);
        var bytes = peer.in().readNBytes(length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static void frame(Server.Peer peer, int head, byte[] bytes) throws IOException {
        var whole = ByteBuffer.allocate(10 + bytes.length).put((byte) head);
        if (bytes.length < 126) {
            whole.put((byte) bytes.length);
        } else {
            whole.put((byte) 127).putLong(bytes.length);
        }
        peer.out().write(whole.put(bytes).array(), 0, whole.position());
    }

    private static void answer(Server.Peer peer, long id, String text) throws IOException {
        var json = new JsonObject();
        json.addProperty("Message", text);
        json.addProperty("Identifier", id);
        json.addProperty("Type", "Generic");
        frame(peer, 0x81, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersArePickedOutOfWhatElseIsSaid() throws Exception {
        try (var server = new Server(peer -> {
            if (letIn(peer)) {
                while (true) {
                    var asked = receive(peer);
                    answer(peer, 0, "somebody joined");
                    answer(peer, asked.get("Identifier").getAsLong() - 1, "old");
                    answer(
                            peer,
                            asked.get("Identifier").getAsLong(),
                            asked.get("Message").getAsString() + " ü");
                }
            }
        })) {
            assertEquals("status ü", send(channel, server.port(), PASSWORD, "status"));
            assertEquals("say \"x\" ü", send(channel, server.port(), PASSWORD, "say \"x\""));
            assertEquals(1, server.connections.get());
            fails("PASSWORD", channel, server.port(), "guessed-1");
        }
    }

    @Test
    void refusalsAreTold() throws Exception {
        try (var server = new Server(peer -> {
                    request(peer);
                    peer.say("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
                });
                var none = new Server(peer -> {
                    request(peer);
                    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                var garbage = new Server(peer -> {
                    request(peer);
                    peer.say("SSH-2.0-OpenSSH\r\n");
                })) {
            fails("PASSWORD", channel, server.port(), PASSWORD);
            fails("PROTOCOL", channel, none.port(), PASSWORD);
            fails("PROTOCOL", channel, garbage.port(), null);
        }
        int port;
        try (var server = new Server(peer -> {})) {
            port = server.port();
        }
        fails("REFUSED", channel, port, PASSWORD);
    }

    @Test
    void hostileMessagesEndTheConnection() throws Exception {
        try (var deep = new Server(peer -> {
                    letIn(peer);
                    receive(peer);
                    frame(peer, 0x81, ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
                    peer.in().readAllBytes();
                });
                var endless = new Server(peer -> {
                    letIn(peer);
                    receive(peer);
                    frame(peer, 0x01, "{\"Message\":\"".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        frame(peer, 0x00, "x".repeat(8000).getBytes(StandardCharsets.UTF_8));
                    }
                });
                var huge = new Server(peer -> {
                    letIn(peer);
                    receive(peer);
                    peer.out()
                            .write(ByteBuffer.allocate(10)
                                    .put((byte) 0x81)
                                    .put((byte) 127)
                                    .putLong(-1)
                                    .array());
                    peer.in().readAllBytes();
                });
                var noise = new Server(peer -> {
                    letIn(peer);
                    receive(peer);
                    while (true) {
                        answer(peer, 0, "x".repeat(8000));
                    }
                })) {
            for (var server : new Server[] {deep, endless, huge, noise}) {
                fails("PROTOCOL", channel, server.port(), PASSWORD);
                assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS), "the connection is closed");
            }
        }
    }

    @Test
    void silenceEndsInTimeAndLongAnswersAreCut() throws Exception {
        try (var server = new Server(peer -> {
            letIn(peer);
            answer(peer, receive(peer).get("Identifier").getAsLong(), "y".repeat(100_000));
            peer.in().readAllBytes();
        })) {
            assertEquals(
                    Session.MOST_ANSWER,
                    send(channel, server.port(), PASSWORD, "list").length());
        }
        channel.close();
        channel = new WebRconChannel(SHORT);
        try (var mute = new Server(peer -> peer.in().readAllBytes());
                var silent = new Server(peer -> {
                    letIn(peer);
                    peer.in().readAllBytes();
                })) {
            fails("TIMEOUT", channel, mute.port(), PASSWORD);
            fails("TIMEOUT", channel, silent.port(), PASSWORD);
        }
    }
}
