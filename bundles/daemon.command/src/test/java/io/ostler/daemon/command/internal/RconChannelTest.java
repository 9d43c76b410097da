package io.ostler.daemon.command.internal;

import static io.ostler.daemon.command.internal.Sending.PATIENT;
import static io.ostler.daemon.command.internal.Sending.SHORT;
import static io.ostler.daemon.command.internal.Sending.fails;
import static io.ostler.daemon.command.internal.Sending.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class RconChannelTest {

    private static final String PASSWORD = "pass-7Q!";

    private RconChannel channel = new RconChannel(PATIENT);

    @AfterEach
    void close() {
        channel.close();
    }

    /** As Source does it: the empty packet comes back. */
    private static void source(Server.Peer peer, String... parts) throws IOException {
        peer.letIn(PASSWORD);
        while (true) {
            var packet = peer.receive();
            if (packet.type() == 2) {
                for (var part : parts) {
                    peer.send(packet.id(), 0, part);
                }
            } else {
                peer.send(packet.id(), 0, "");
                peer.send(packet.id(), 0, "\0\1\0\0"); // Source's own last word
            }
        }
    }

    @Test
    void answersOfSeveralPacketsArriveWholeAndTheConnectionStays() throws Exception {
        try (var server = new Server(peer -> source(peer, "a".repeat(4000), "ü".repeat(2000), "end"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "a".repeat(4000) + "ü".repeat(2000) + "end", send(channel, server.port(), PASSWORD, "list"));
            }
            assertEquals(1, server.connections.get());
        }
    }

    @Test
    void characterSplitBetweenPacketsIsOneCharacter() throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            int id = peer.receive().id();
            for (byte half : "ü".getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                var packet = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
                peer.out()
                        .write(packet.putInt(11).putInt(id).putInt(0).put(half).array());
            }
            peer.send(peer.receive().id(), 0, "");
        })) {
            assertEquals("ü", send(channel, server.port(), PASSWORD, "list"));
        }
    }

    @Test
    void bytesMayComeOneByOne() throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            while (true) {
                var packet = peer.receive();
                for (byte each : Server.Peer.packet(packet.id(), 0, packet.type() == 2 ? packet.text() : "")) {
                    peer.out().write(each);
                }
            }
        })) {
            assertEquals("say hi", send(channel, server.port(), PASSWORD, "say hi"));
        }
    }

    @Test
    void serverThatKnowsNoSecondPacketIsHeardUntilItIsQuiet() throws Exception {
        channel.close();
        channel = new RconChannel(new Timing(
                Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60)));
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            while (true) {
                var packet = peer.receive();
                if (packet.type() == 2) {
                    peer.send(packet.id(), 0, packet.text());
                }
            }
        })) {
            assertEquals("one", send(channel, server.port(), PASSWORD, "one"));
            assertEquals("two", send(channel, server.port(), PASSWORD, "two"));
            assertEquals(1, server.connections.get());
        }
    }

    @Test
    void wrongPasswordIsSaidAndNotShown() throws Exception {
        try (var server = new Server(peer -> peer.letIn("another"))) {
            fails("PASSWORD", channel, server.port(), PASSWORD);
        }
        try (var server = new Server(peer -> peer.receive())) { // hangs up
            fails("PASSWORD", channel, server.port(), PASSWORD);
        }
    }

    @Test
    void openConnectionIsNotForAnotherPassword() throws Exception {
        try (var server = new Server(peer -> source(peer, "ok"))) {
            assertEquals("ok", send(channel, server.port(), PASSWORD, "list"));
            fails("PASSWORD", channel, server.port(), "guessed");
            assertEquals("ok", send(channel, server.port(), PASSWORD, "list"));
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (var server = new Server(peer -> {})) {
            port = server.port();
        }
        fails("REFUSED", channel, port, PASSWORD);
    }

    @Test
    void programThatWasStartedAgainIsReachedAgain() throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            peer.send(peer.receive().id(), 0, "once");
            peer.send(peer.receive().id(), 0, "");
        })) {
            for (int i = 0; i < 3; i++) {
                assertEquals("once", send(channel, server.port(), PASSWORD, "list"));
                assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 9, 70_000})
    void lengthsThatCannotBeAreRefused(int length) throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            peer.receive();
            peer.out()
                    .write(ByteBuffer.allocate(64)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(length)
                            .array());
            peer.in().read();
        })) {
            fails("PROTOCOL", channel, server.port(), PASSWORD);
            assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS), "the connection is closed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2, 4711})
    void answersToWhatNobodyAskedAreRefused(int id) throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            peer.receive();
            peer.send(id, 0, "forged");
            peer.in().read();
        })) {
            fails("PROTOCOL", channel, server.port(), PASSWORD);
        }
    }

    @Test
    void endlessAnswerIsCut() throws Exception {
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            int id = peer.receive().id();
            while (true) {
                peer.send(id, 0, "x".repeat(4000));
            }
        })) {
            assertEquals(
                    Session.MOST_ANSWER,
                    send(channel, server.port(), PASSWORD, "list").length());
            assertEquals(
                    Session.MOST_ANSWER,
                    send(channel, server.port(), PASSWORD, "list").length());
            assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS), "the first connection is closed");
        }
    }

    @Test
    void endlessOldAnswersAndSilenceEndInTime() throws Exception {
        channel.close();
        channel = new RconChannel(SHORT);
        try (var old = new Server(peer -> {
                    peer.letIn(PASSWORD);
                    peer.receive();
                    while (true) {
                        peer.send(1, 0, "old");
                    }
                });
                var silent = new Server(peer -> {
                    peer.letIn(PASSWORD);
                    peer.in().readAllBytes();
                });
                var mute = new Server(peer -> peer.in().readAllBytes())) {
            fails("TIMEOUT", channel, old.port(), PASSWORD);
            fails("TIMEOUT", channel, silent.port(), PASSWORD);
            fails("TIMEOUT", channel, mute.port(), PASSWORD);
            for (var server : new Server[] {old, silent, mute}) {
                assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS), "the connection is closed");
            }
        }
    }

    @Test
    void oneLineAtATimeAndNotTooManyBehind() throws Exception {
        var let = new CountDownLatch(1);
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            while (true) {
                var packet = peer.receive();
                await(let);
                peer.send(packet.id(), 0, packet.type() == 2 ? packet.text() : "");
            }
        })) {
            var sent = new ArrayList<CompletableFuture<String>>();
            var full = assertThrows(OstlerException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    sent.add(channel.send(server.port(), PASSWORD, "" + i));
                }
            });
            assertEquals(ErrorCode.CONSOLE_INPUT_FULL, full.code());
            assertTrue(sent.size() <= Lane.QUEUE + 1);
            let.countDown();
            for (int i = 0; i < sent.size(); i++) {
                assertEquals("" + i, sent.get(i).get(120, TimeUnit.SECONDS));
            }
            assertEquals(1, server.connections.get());
        }
    }

    @Test
    void idleConnectionIsClosedAndNoThreadIsLeft() throws Exception {
        var timing = new Timing(PATIENT.connect(), PATIENT.answer(), PATIENT.quiet(), Duration.ofMillis(50));
        var lanes = new Lanes(
                (port, password) -> RconSession.open(Wire.connect(port, timing.connect()), PASSWORD, timing), timing);
        try (var server = new Server(peer -> source(peer, "ok"))) {
            assertEquals("ok", lanes.send(server.port(), PASSWORD, "list").get(120, TimeUnit.SECONDS));
            assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS), "the connection is closed");
            assertEquals(0, lanes.open());
            assertEquals("ok", lanes.send(server.port(), PASSWORD, "list").get(120, TimeUnit.SECONDS));
        } finally {
            lanes.close();
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new Server(peer -> {
            peer.letIn(PASSWORD);
            peer.receive();
            asked.countDown();
            peer.in().readAllBytes();
        })) {
            var first = channel.send(server.port(), PASSWORD, "one");
            var second = channel.send(server.port(), PASSWORD, "two");
            assertTrue(asked.await(60, TimeUnit.SECONDS));
            channel.close();
            assertTrue(first.isCompletedExceptionally());
            assertTrue(second.isCompletedExceptionally());
            assertThrows(OstlerException.class, () -> channel.send(server.port(), PASSWORD, "three"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
    void moreThanALineIsRefused(String text) {
        assertThrows(OstlerException.class, () -> channel.send(1, PASSWORD, text));
        assertThrows(OstlerException.class, () -> channel.send(1, PASSWORD, "x".repeat(RconSession.MOST_LINE + 1)));
        assertThrows(OstlerException.class, () -> channel.send(0, PASSWORD, "x"));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
