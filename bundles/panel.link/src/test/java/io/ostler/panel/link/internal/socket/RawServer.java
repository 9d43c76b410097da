package io.ostler.panel.link.internal.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;

/** A server that says exactly what a test wants, byte for byte, to one caller after the other. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    interface Script {
        void play(Socket socket, String acceptKey) throws Exception;
    }

    RawServer(Script script) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    serve(socket, script);
                } catch (Exception e) {
                    // the caller has gone
                }
            }
        });
    }

    static void serve(Socket socket, Script script) throws Exception {
        script.play(socket, acceptKey(head(socket.getInputStream())));
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/daemon/v1/link");
    }

    static void upgrade(Socket socket, String acceptKey) throws IOException {
        say(
                socket,
                "HTTP/1.1 101 Switching\r\nupgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + acceptKey + "\r\n\r\n");
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void frame(Socket socket, int first, byte[] payload) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.write(payload);
        socket.getOutputStream().write(out.toByteArray());
    }

    /** The rest of what the caller says, unmasked payloads and all, until it goes. */
    static byte[] rest(Socket socket) throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("gone");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static String acceptKey(String head) throws Exception {
        var key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(head);
        key.find();
        var digest = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
