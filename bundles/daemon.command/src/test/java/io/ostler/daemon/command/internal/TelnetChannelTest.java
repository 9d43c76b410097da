package io.ostler.daemon.command.internal;

import static io.ostler.daemon.command.internal.Sending.PATIENT;
import static io.ostler.daemon.command.internal.Sending.SHORT;
import static io.ostler.daemon.command.internal.Sending.fails;
import static io.ostler.daemon.command.internal.Sending.send;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TelnetChannelTest {

    private static final String PASSWORD = "pass-7Q!";

    private TelnetChannel channel = new TelnetChannel(PATIENT);

    @AfterEach
    void close() {
        channel.close();
    }

    private static void sevenDays(Server.Peer peer) throws java.io.IOException {
        peer.say("*** Connected\r\nPlease enter password:\r\n");
        if (!peer.line().equals(PASSWORD)) {
            peer.say("Password incorrect, please enter password:\r\n");
            peer.in().readAllBytes();
        }
        peer.say("Logon successful.\r\n");
        while (true) {
            peer.say("did " + peer.line() + "\r\n");
        }
    }

    @Test
    void passwordIsSaidWhenAskedForAndAnswersComeBack() throws Exception {
        try (var server = new Server(TelnetChannelTest::sevenDays)) {
            assertEquals("did list\r\n", send(channel, server.port(), PASSWORD, "list"));
            assertEquals("did time\r\n", send(channel, server.port(), PASSWORD, "time"));
            assertEquals(1, server.connections.get());
        }
    }

    @Test
    void wrongOrMissingPasswordIsTold() throws Exception {
        try (var server = new Server(TelnetChannelTest::sevenDays)) {
            fails("PASSWORD", channel, server.port(), "guessed-1");
            fails("PASSWORD", channel, server.port(), null);
        }
    }

    @Test
    void passwordGoesNowhereUnlessAskedFor() throws Exception {
        var first = new CompletableFuture<String>();
        try (var server = new Server(peer -> {
            peer.say("Welcome\r\n> ");
            first.complete(peer.line());
            peer.say("ok\r\n> ");
            peer.in().readAllBytes();
        })) {
            assertEquals("ok\r\n> ", send(channel, server.port(), PASSWORD, "list"));
            assertEquals("list", first.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void everyOptionIsRefusedAndNoneIsText() throws Exception {
        var said = new CompletableFuture<byte[]>();
        try (var server = new Server(peer -> {
            peer.out().write(new byte[] {'h', (byte) 255, (byte) 253, 1, (byte) 255, (byte) 251, 3, 'i'});
            peer.out()
                    .write(new byte[] {(byte) 255, (byte) 250, 31, (byte) 255, (byte) 255, 0, (byte) 255, (byte) 240});
            said.complete(peer.in().readNBytes(6));
            peer.line();
            peer.out().write(new byte[] {'o', (byte) 255, (byte) 249, 'k', (byte) 255, (byte) 254, 1});
            peer.in().readAllBytes();
        })) {
            assertEquals("ok", send(channel, server.port(), null, "list"));
            assertArrayEquals(
                    new byte[] {(byte) 255, (byte) 252, 1, (byte) 255, (byte) 254, 3}, said.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void neverEndingLineIsCutAndTheConnectionMadeAnew() throws Exception {
        try (var server = new Server(peer -> {
            peer.line();
            while (true) {
                peer.say("x".repeat(4096));
            }
        })) {
            assertEquals(
                    Session.MOST_ANSWER,
                    send(channel, server.port(), null, "list").length());
            assertEquals(
                    Session.MOST_ANSWER,
                    send(channel, server.port(), null, "list").length());
            assertTrue(server.ends.tryAcquire(60, TimeUnit.SECONDS));
            assertEquals(2, server.connections.get());
        }
    }

    @Test
    void hostileNegotiationsEnd() throws Exception {
        try (var server = new Server(peer -> {
                    while (true) {
                        peer.out().write(new byte[] {(byte) 255, (byte) 253, 1});
                    }
                });
                var endless = new Server(peer -> {
                    peer.out().write(new byte[] {(byte) 255, (byte) 250});
                    while (true) {
                        peer.out().write(new byte[1000]);
                    }
                })) {
            fails("PROTOCOL", channel, server.port(), PASSWORD);
            channel.close();
            channel = new TelnetChannel(SHORT);
            fails("TIMEOUT", channel, endless.port(), null);
            assertTrue(endless.ends.tryAcquire(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void programThatSaysNothingHasNoAnswer() throws Exception {
        channel.close();
        channel = new TelnetChannel(SHORT);
        try (var server = new Server(peer -> peer.in().readAllBytes())) {
            assertEquals("", send(channel, server.port(), null, "list"));
        }
    }
}
