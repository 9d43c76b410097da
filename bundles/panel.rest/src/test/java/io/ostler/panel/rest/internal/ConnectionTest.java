package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.rest.internal.fake.RestServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A request is often refused before its body has come. Then either the connection goes on, or the answer says that it
 * ends: a client that knew neither would lose its next request on it.
 */
class ConnectionTest {
    private static final int PATIENCE = 60_000;

    private RestServer server;

    /** Status and headers, these with small letters. */
    private record Answer(int status, Map<String, String> headers) {
        boolean ends() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Socket connect() throws IOException {
        var address = URI.create("http://" + server.authority());
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void ask(Socket socket, String line, String headers) throws IOException {
        var text = line + " HTTP/1.1\r\nHost: " + server.authority() + "\r\n" + headers + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static Answer answer(InputStream in) throws IOException {
        var status = line(in);
        assertTrue(status.startsWith("HTTP/1.1 "), "an answer, not the end: " + status);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = -1; size != 0; ) {
                size = Integer.parseInt(line(in), 16);
                in.readNBytes(size);
                line(in);
            }
        } else {
            in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers);
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            text.append((char) c);
        }
        return text.toString().strip();
    }

    /** @param body of the first request, which is sent once that is answered */
    private void twoOnOneConnection(String line, String headers, String body, int refusal) throws IOException {
        try (var socket = connect();
                var in = new BufferedInputStream(socket.getInputStream())) {
            ask(socket, line, headers);
            var first = answer(in);
            assertEquals(refusal, first.status());
            if (first.ends()) {
                return;
            }
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            ask(socket, "GET /api/v1/session", "");
            assertEquals(401, answer(in).status());
        }
    }

    @Test
    void whoIsRefusedBeforeTheBodyCameLosesNoLaterRequest() throws IOException {
        twoOnOneConnection("POST /api/v1/users", "Content-Type: application/json\r\nContent-Length: 2\r\n", "{}", 401);
    }

    @Test
    void soIsWhoSendsPieces() throws IOException {
        twoOnOneConnection(
                "POST /api/v1/users",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                "2\r\n{}\r\n0\r\n\r\n",
                401);
    }

    @Test
    void soIsWhoComesFromAForeignOrigin() throws IOException {
        twoOnOneConnection(
                "POST /api/v1/session",
                "Origin: http://evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n",
                "{}",
                403);
    }

    @Test
    void soIsWhoAnnouncesTooMuch() throws IOException {
        twoOnOneConnection(
                "POST /api/v1/session", "Content-Type: application/json\r\nContent-Length: 3000000\r\n", "", 413);
    }

    @Test
    void withItsBodyTheConnectionGoesOn() throws IOException {
        try (var socket = connect();
                var in = new BufferedInputStream(socket.getInputStream())) {
            for (int i = 0; i < 3; i++) {
                ask(
                        socket,
                        "POST /api/v1/session",
                        "Content-Type: application/json\r\nContent-Length: 31\r\n\r\n{\"name\":\"anna\",\"password\":\"wron");
                var refused = answer(in);
                assertEquals(400, refused.status());
                assertTrue(i > 0 || !refused.ends(), "a whole body is no reason to end");
                if (refused.ends()) {
                    return;
                }
            }
        }
    }
}
