package io.ostler.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP by hand over one connection, so that the client costs next to nothing. Confined to one thread. */
final class Wire implements AutoCloseable {
    private final SocketChannel socket;
    private final String host;
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(256 * 1024);
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private String answer = "";
    private ByteBuffer pendingHead = ByteBuffer.allocate(0);

    Wire(URI base) throws IOException {
        socket = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        Socket options = socket.socket();
        options.setTcpNoDelay(true);
        host = base.getAuthority();
        in.flip();
    }

    /** Request line without its version, then headers. Sent with the first bytes of the body or by the answer. */
    void head(String request, String... headers) {
        var text = request + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        pendingHead = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void zeros(long count) throws IOException {
        for (long left = count; left > 0; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), left));
            left -= zeros.remaining();
            var both = new ByteBuffer[] {pendingHead, zeros};
            while (zeros.hasRemaining()) {
                try {
                    socket.write(both);
                } catch (IOException e) {
                    answer(100); // why the server refuses the rest
                    throw e;
                }
            }
        }
    }

    /** Reads the answer, which must have that status; gives the length of its body. */
    long answer(int status) throws IOException {
        while (pendingHead.hasRemaining()) {
            socket.write(pendingHead);
        }
        pendingHead = ByteBuffer.allocate(0);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) (next() & 0xFF));
        }
        answer = head.toString();
        String length = header("Content-Length");
        long left = length.isEmpty() ? 0 : Long.parseLong(length);
        if (!answer.startsWith("HTTP/1.1 " + status)) {
            throw new IOException(answer + rest((int) Math.min(left, 4096)));
        }
        return skip(left);
    }

    private String rest(int count) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) next());
        }
        return text.toString();
    }

    private long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (!in.hasRemaining()) {
                fill();
            }
            int step = (int) Math.min(left, in.remaining());
            in.position(in.position() + step);
            left -= step;
        }
        return count;
    }

    private byte next() throws IOException {
        if (!in.hasRemaining()) {
            fill();
        }
        return in.get();
    }

    private void fill() throws IOException {
        in.clear();
        if (socket.read(in) < 0) {
            throw new IOException("the connection ended");
        }
        in.flip();
    }

    /** Of the last answer; empty when it isn't there. */
    String header(String name) {
        for (String line : answer.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
