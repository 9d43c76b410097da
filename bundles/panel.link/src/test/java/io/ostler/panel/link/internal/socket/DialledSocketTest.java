package io.ostler.panel.link.internal.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.link.Link;
import io.ostler.panel.link.internal.LinkFailure;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket client against servers that keep the rules and servers that don't. */
class DialledSocketTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NEWS =
            "{\"method\":\"panel/instanceRemoved\",\"params\":{\"id\":\"instance-1\",\"sequence\":7}}";
    private final News news = new News();
    private RawServer server;

    @AfterEach
    void tearDown() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1/\r\n\r\n",
                "HTTP/1.1 101 OK\r\n\r\n",
                "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\0\0\0\0",
            })
    void whatDoesNotSpeakWebSocketIsUnreachable(String answer) throws Exception {
        server = new RawServer((socket, key) -> RawServer.say(socket, answer));
        unreachable(server.uri());
    }

    @Test
    void extensionsThatNobodyAskedForAreRefused() throws Exception {
        server = new RawServer((socket, key) -> {
            RawServer.say(
                    socket,
                    "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Accept: " + key
                            + "\r\n\r\n");
            RawServer.rest(socket);
        });
        unreachable(server.uri());
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        server = new RawServer((socket, key) -> {
            RawServer.say(socket, "HTTP/1.1 101 OK\r\n");
            for (int i = 0; i < 1_000_000; i++) {
                RawServer.say(socket, "X-" + i + ": y\r\n");
            }
        });
        unreachable(server.uri());
        server.close();
        server = new RawServer((socket, key) -> {
            for (int i = 0; i < 1_000_000; i++) {
                RawServer.say(socket, "x".repeat(100));
            }
        });
        unreachable(server.uri());
    }

    @Test
    void aTrickleEndsWithTheTime() throws Exception {
        server = new RawServer((socket, key) -> {
            RawServer.say(socket, "HTTP/1.1 101 ");
            RawServer.rest(socket);
        });
        assertEquals(
                "UNREACHABLE",
                assertThrows(LinkFailure.class, () -> DialledSocket.dial(server.uri(), Duration.ofMillis(300)))
                        .reason());
    }

    @Test
    void whatIsNoAddressIsUnreachable() throws Exception {
        server = new RawServer((socket, key) -> {});
        for (var uri : new String[] {"ws:///x", "ws://no-such-host.invalid/x", "mailto:a@b", "ws://127.0.0.1:1/x"}) {
            unreachable(URI.create(uri));
        }
    }

    @Test
    void textsArriveWholeHoweverTheyAreCut() throws Exception {
        var text = NEWS.getBytes(UTF_8);
        server = serving(socket -> {
            RawServer.frame(socket, 0x81, text);
            RawServer.frame(socket, 0x01, Arrays.copyOf(text, 10));
            RawServer.frame(socket, 0x89, "ping".getBytes(UTF_8));
            RawServer.frame(socket, 0x8A, new byte[0]);
            RawServer.frame(socket, 0x00, Arrays.copyOfRange(text, 10, 11));
            RawServer.frame(socket, 0x80, Arrays.copyOfRange(text, 11, text.length));
            RawServer.rest(socket);
        });
        var link = carry();
        assertEquals(7, news.told.poll(60, SECONDS).sequence());
        assertEquals(7, news.told.poll(60, SECONDS).sequence());
        assertFalse(link.ended().isDone());
        link.close();
    }

    @Test
    void aPingIsAnsweredWithItsOwnBytesMasked() throws Exception {
        var heard = new CompletableFuture<byte[]>();
        server = serving(socket -> {
            RawServer.frame(socket, 0x89, new byte[] {1, 2, 3});
            heard.complete(socket.getInputStream().readNBytes(9));
        });
        var link = carry();
        var pong = heard.get(60, SECONDS);
        assertEquals((byte) 0x8A, pong[0]);
        assertEquals((byte) 0x83, pong[1]);
        for (int i = 0; i < 3; i++) {
            pong[6 + i] ^= pong[2 + i];
        }
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOfRange(pong, 6, 9));
        link.close();
    }

    @Test
    void theEndRightBehindATextIsNotMissed() throws Exception {
        for (int i = 0; i < 100; i++) {
            server = serving(socket -> RawServer.frame(socket, 0x81, NEWS.getBytes(UTF_8)));
            var link = carry();
            assertEquals("LINK_LOST", link.ended().get(60, SECONDS));
            assertEquals(7, news.told.poll(60, SECONDS).sequence());
            server.close();
        }
    }

    @Test
    void theReasonOfACloseIsPassedOnWhenItIsACode() throws Exception {
        for (var reason : new String[] {"REPLACED", "", "<b>hello</b>", "lower_case", "X".repeat(100)}) {
            var text = reason.getBytes(UTF_8);
            var payload = new byte[2 + text.length];
            payload[0] = 1000 >> 8;
            payload[1] = (byte) 1000;
            System.arraycopy(text, 0, payload, 2, text.length);
            server = serving(socket -> {
                RawServer.frame(socket, 0x88, payload);
                RawServer.rest(socket);
            });
            assertEquals(
                    reason.equals("REPLACED") ? "REPLACED" : "LINK_LOST",
                    carry().ended().get(60, SECONDS));
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "81 7f 7f ff ff ff ff ff ff ff", // 2^63 bytes announced
                "81 7f ff ff ff ff ff ff ff ff",
                "81 7f 00 00 00 00 00 80 00 01", // one byte over 8 MiB
                "81 81 00 00 00 00 41", // masked by a server
                "c1 01 41", // reserved bits
                "82 01 41", // binary
                "80 01 41", // continuation of nothing
                "01 01 41 01 01 41", // text in text
                "83 00", // unknown kind
                "8b 00", // unknown control
                "09 00", // fragmented ping
                "89 7e 00 80", // long ping
                "81 02 c3 28", // no UTF-8
                "81 02 7b 7d", // no message
            })
    void whatBreaksTheRulesEndsTheLink(String bytes) throws Exception {
        server = serving(socket -> {
            for (var b : bytes.split(" ")) {
                socket.getOutputStream().write(Integer.parseInt(b, 16));
            }
            RawServer.rest(socket);
        });
        var reason = carry().ended().get(60, SECONDS);
        assertFalse(reason.isEmpty());
    }

    @Test
    void randomBytesEndTheLinkAndNothingElse() throws Exception {
        var random = new Random(23);
        for (int i = 0; i < 200; i++) {
            var bytes = new ByteArrayOutputStream();
            for (int n = random.nextInt(200); n >= 0; n--) {
                bytes.write(random.nextInt(256));
            }
            server = serving(socket -> socket.getOutputStream().write(bytes.toByteArray()));
            carry().ended().get(60, SECONDS);
            server.close();
        }
    }

    @Test
    void largeTextsAreSentWhole() throws Exception {
        var heard = new CompletableFuture<Integer>();
        server = serving(socket -> heard.complete(RawServer.rest(socket).length));
        var socket = DialledSocket.dial(server.uri(), LIMIT);
        socket.send("x".repeat(125)).toCompletableFuture().get(60, SECONDS);
        socket.send("x".repeat(126)).toCompletableFuture().get(60, SECONDS);
        socket.send("x".repeat(70_000)).toCompletableFuture().get(60, SECONDS);
        socket.close(1000, "CLOSED");
        assertEquals(6 + 125 + 8 + 126 + 14 + 70_000 + 6 + 8, heard.get(60, SECONDS));
    }

    private RawServer serving(Speech speech) throws Exception {
        return new RawServer((socket, key) -> {
            RawServer.upgrade(socket, key);
            speech.say(socket);
        });
    }

    private interface Speech {
        void say(Socket socket) throws Exception;
    }

    private Link<DaemonApi> carry() throws Exception {
        var socket = DialledSocket.dial(server.uri(), LIMIT);
        var link = new Link<>(news, PanelApi.class, DaemonApi.class, socket, LIMIT);
        socket.carry(link);
        return link;
    }

    private static void unreachable(URI uri) {
        assertEquals(
                "UNREACHABLE",
                assertThrows(LinkFailure.class, () -> DialledSocket.dial(uri, LIMIT))
                        .reason());
    }

    private static final class News implements PanelApi {
        final LinkedBlockingQueue<Messages.InstanceRemoved> told = new LinkedBlockingQueue<>();

        @Override
        public void instanceChanged(InstanceSnapshot snapshot) {}

        @Override
        public void instanceRemoved(Messages.InstanceRemoved removed) {
            told.add(removed);
        }

        @Override
        public void nodeSample(Messages.NodeSample sample) {}

        @Override
        public void taskChanged(Tasks.Snapshot snapshot) {}

        @Override
        public void taskRemoved(Tasks.Removed removed) {}

        @Override
        public CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login) {
            return new CompletableFuture<>();
        }
    }
}
