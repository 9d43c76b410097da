package io.ostler.daemon.sftp.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/** SFTP byte by byte, also what no decent program sends. */
final class RawSftp implements AutoCloseable {
    static final int OK = 0;
    static final int END = 1;
    static final int NO_SUCH_FILE = 2;
    static final int DENIED = 3;
    static final int FAILURE = 4;
    static final int BAD = 5;
    static final int UNSUPPORTED = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ClientSession session;
    private final ChannelSubsystem channel;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int id;

    /** The rest of an answer. */
    record Answer(int type, ByteBuffer content) {
        int number() {
            return content.getInt();
        }

        byte[] bytes() {
            var bytes = new byte[content.getInt()];
            content.get(bytes);
            return bytes;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    RawSftp(SshClient client, int port, String name, String password) throws IOException {
        session = client.connect(name, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        channel = session.createSubsystemChannel("sftp");
        channel.open().verify(PATIENCE);
        in = new DataInputStream(channel.getInvertedOut());
        out = new DataOutputStream(channel.getInvertedIn());
    }

    static SshClient client() {
        var client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
        return client;
    }

    RawSftp greeted() throws IOException {
        raw(new byte[] {1, 0, 0, 0, 3});
        answer();
        return this;
    }

    /** Bytes as a packet, with their length before them. */
    void raw(byte[] packet) throws IOException {
        out.writeInt(packet.length);
        out.write(packet);
        out.flush();
    }

    void bytes(byte[] any) throws IOException {
        out.write(any);
        out.flush();
    }

    Answer answer() throws IOException {
        var content = new byte[in.readInt()];
        in.readFully(content);
        var buffer = ByteBuffer.wrap(content);
        return new Answer(buffer.get(), buffer);
    }

    /** Sends a request and reads its answer. */
    Answer ask(int type, Object... fields) throws IOException {
        send(type, fields);
        return receive();
    }

    /** The answer to the request before, without its number. */
    Answer receive() throws IOException {
        var answer = answer();
        answer.number();
        return answer;
    }

    void send(int type, Object... fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.write(type);
        data.writeInt(++id);
        for (var field : fields) {
            switch (field) {
                case Integer number -> data.writeInt(number);
                case Long number -> data.writeLong(number);
                case byte[] some -> {
                    data.writeInt(some.length);
                    data.write(some);
                }
                case String text -> {
                    var some = text.getBytes(StandardCharsets.UTF_8);
                    data.writeInt(some.length);
                    data.write(some);
                }
                default -> throw new IllegalArgumentException();
            }
        }
        raw(bytes.toByteArray());
    }

    /** The status that comes back, whatever else was asked for: 0 when it is an answer with content. */
    int status(int type, Object... fields) throws IOException {
        var answer = ask(type, fields);
        return answer.type() == 101 ? answer.number() : OK;
    }

    byte[] open(String path, int flags) throws IOException {
        var answer = ask(3, path, flags, 0);
        if (answer.type() != 102) {
            throw new IOException("status " + answer.number() + ": " + answer.text());
        }
        return answer.bytes();
    }

    /** Waits until the other side has closed the channel or the connection. */
    boolean isCut() {
        return !channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EOF), PATIENCE)
                .contains(ClientChannelEvent.TIMEOUT);
    }

    /** Reads until the end. */
    void drain() throws IOException {
        try {
            while (true) {
                answer();
            }
        } catch (EOFException e) {
            // the end
        }
    }

    @Override
    public void close() {
        session.close(true);
    }
}
