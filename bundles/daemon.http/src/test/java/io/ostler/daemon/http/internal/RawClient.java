package io.ostler.daemon.http.internal;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that does exactly what the test says, also what no decent client does. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    public RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
    }

    /** A request line and headers; {@code Host} is added. */
    public RawClient head(String... lines) throws IOException {
        return send((String.join("\r\n", lines) + "\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** An upload of that length whose body is still to come. */
    public RawClient upload(String token, int length) throws IOException {
        return head(
                "PUT /daemon/v1/upload HTTP/1.1",
                "Authorization: Bearer " + token,
                "Connection: close",
                "Content-Length: " + length);
    }

    /** Everything until the server closes; what was read before an abrupt end counts. */
    public String answer() throws IOException {
        var answer = new java.io.ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (java.net.SocketException e) {
            answer.writeBytes("(reset)".getBytes(StandardCharsets.UTF_8));
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits for the end; whether the server cut the connection instead of calling the request done. */
    public boolean isCut() throws IOException {
        var answer = answer();
        return answer.isEmpty() || answer.equals("(reset)") || answer.startsWith("HTTP/1.1 503 ");
    }

    /** One read, as much as is there. */
    public int read(byte[] target) throws IOException {
        return socket.getInputStream().read(target);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
