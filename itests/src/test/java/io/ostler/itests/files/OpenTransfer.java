package io.ostler.itests.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A transfer under way, whose end is in our hands. Confined to one thread at a time. */
final class OpenTransfer implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;

    private final Socket socket;

    private OpenTransfer(Socket socket) {
        this.socket = socket;
    }

    static OpenTransfer begin(int port, String request, String right, String headers) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: x\r\n" + right + "\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new OpenTransfer(socket);
    }

    /** How much of a download came. */
    int read(int bytes) throws IOException {
        return socket.getInputStream().readNBytes(bytes).length;
    }

    void write(int bytes) throws IOException {
        socket.getOutputStream().write(new byte[bytes]);
    }

    /** Goes on reading, and for uploads writing, until the other end has had enough; how long that took. */
    Duration awaitEnd(Duration limit) throws IOException {
        long since = System.nanoTime();
        var bytes = new byte[1 << 20];
        socket.setSoTimeout(LOOK_MILLIS);
        while (System.nanoTime() - since < limit.toNanos()) {
            try {
                int n = socket.getInputStream().read(bytes);
                if (n < 0
                        || new String(bytes, 0, Math.min(n, 12), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 4")) {
                    break;
                }
            } catch (SocketTimeoutException e) {
                if (!isWritable()) {
                    break;
                }
            } catch (IOException e) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private boolean isWritable() {
        try {
            write(1000);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
