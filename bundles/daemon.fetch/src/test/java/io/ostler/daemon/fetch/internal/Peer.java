package io.ostler.daemon.fetch.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback address that says whatever a test wants. */
final class Peer implements AutoCloseable {
    /** Speaks with one client; the connection ends when it returns. */
    interface Speech {
        void speak(String request, OutputStream out) throws Exception;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    Peer(Speech speech) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), speech);
    }

    Peer(ServerSocket server, Speech speech) {
        this.server = server;
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, speech));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    /** The same answer to everybody. */
    static Peer saying(String answer) throws IOException {
        return new Peer((request, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String ok(String content, String... headers) {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: " + content.length() + "\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return head + "\r\n" + content;
    }

    static String redirect(String to) {
        return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
    }

    private void serve(Socket socket, Speech speech) {
        try (socket) {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int c = socket.getInputStream().read();
                if (c < 0) {
                    return;
                }
                head.write(c);
            }
            var request = head.toString(StandardCharsets.ISO_8859_1);
            requests.add(request);
            speech.speak(request, socket.getOutputStream());
        } catch (Exception e) {
            // the client went, as many tests want it
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url(String path) {
        return "http://example.test:" + port() + path;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
