package io.ostler.daemon.command.internal;

import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Source RCON: packets of length, id, type, text and two zero bytes, numbers little-endian. An answer of several packets
 * has no mark at its end; so a second, empty packet is sent, which servers answer after the first. It is sent only when
 * an answer has begun or is slow: some servers throw away what arrives together with the command.
 */
final class RconSession implements Session {

    /** What fits into a packet of the protocol. */
    static final int MOST_LINE = 4086;

    private static final int AUTH = 3;
    private static final int COMMAND = 2;
    private static final int AUTH_ANSWER = 2;
    private static final int VALUE = 0;
    private static final int HEAD = 10;
    /** Some servers send packets longer than the 4 KiB of the protocol. */
    private static final int MOST_PACKET = HEAD + MOST_ANSWER;

    private static final Duration BEGINS = Duration.ofMillis(500);

    private record Packet(int id, int type, byte[] text) {}

    private final Wire wire;
    private final Timing timing;
    private int last;
    private boolean isCut;
    /** Whether the server answers the second packet; found out once. */
    private boolean marksEnd = true;

    private RconSession(Wire wire, Timing timing) {
        this.wire = wire;
        this.timing = timing;
    }

    static Session open(Wire wire, String password, Timing timing) throws PathFailure {
        var session = new RconSession(wire, timing);
        try (var watch = wire.limit(timing.answer())) {
            try {
                session.signIn(password);
            } catch (IOException e) {
                throw watch.failure(Reason.PASSWORD); // some servers hang up instead of saying no
            }
        }
        return session;
    }

    private void signIn(String password) throws IOException, PathFailure {
        int id = ++last;
        send(id, AUTH, password);
        while (true) {
            var packet = receive();
            if (packet.type() == AUTH_ANSWER) {
                if (packet.id() != id) {
                    throw new PathFailure(packet.id() == -1 ? Reason.PASSWORD : Reason.PROTOCOL);
                }
                return;
            }
            if (packet.id() != id || packet.type() != VALUE) { // an empty one comes first
                throw new PathFailure(Reason.PROTOCOL);
            }
        }
    }

    @Override
    public boolean isUsable() {
        return !isCut && (!marksEnd || isOpen());
    }

    /** Left-over packets carry old ids and are passed over later. */
    private boolean isOpen() {
        try {
            wire.hasMore(Duration.ofMillis(1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String exchange(String line) throws PathFailure {
        try (var watch = wire.limit(timing.answer())) {
            try {
                return ask(line);
            } catch (IOException e) {
                throw watch.failure(Reason.PROTOCOL);
            }
        }
    }

    private String ask(String line) throws IOException, PathFailure {
        int command = ++last;
        int mark = ++last;
        send(command, COMMAND, line);
        var answer = new ByteArrayOutputStream();
        boolean isMarked = false;
        boolean hasBegun = false;
        if (marksEnd && !wire.hasMore(BEGINS)) {
            send(mark, VALUE, "");
            isMarked = true;
        }
        while (!hasBegun || wire.hasMore(marksEnd ? timing.quiet().multipliedBy(3) : timing.quiet())) {
            var packet = receive();
            if (packet.id() == mark) {
                return text(answer);
            }
            if (packet.id() == command) {
                hasBegun = true;
                int room = MOST_ANSWER - answer.size();
                answer.write(packet.text(), 0, Math.min(room, packet.text().length));
                if (packet.text().length > room) {
                    isCut = true;
                    return text(answer);
                }
                if (marksEnd && !isMarked) {
                    send(mark, VALUE, "");
                    isMarked = true;
                }
            } else if (packet.id() == -1) {
                throw new PathFailure(Reason.PASSWORD);
            } else if (packet.id() < 1 || packet.id() > mark) {
                throw new PathFailure(Reason.PROTOCOL);
            }
        }
        marksEnd = false;
        return text(answer);
    }

    private static String text(ByteArrayOutputStream answer) {
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void send(int id, int type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var packet = ByteBuffer.allocate(4 + HEAD + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(HEAD + bytes.length).putInt(id).putInt(type).put(bytes);
        wire.write(packet.array()); // the two zero bytes are there already
    }

    private Packet receive() throws IOException, PathFailure {
        int length =
                ByteBuffer.wrap(wire.read(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < HEAD || length > MOST_PACKET) {
            throw new PathFailure(Reason.PROTOCOL);
        }
        var packet = ByteBuffer.wrap(wire.read(length)).order(ByteOrder.LITTLE_ENDIAN);
        int id = packet.getInt();
        int type = packet.getInt();
        var text = new byte[length - HEAD];
        packet.get(text);
        return new Packet(id, type, text);
    }

    @Override
    public void close() {
        wire.close();
    }
}
