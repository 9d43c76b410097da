package io.ostler.panel.link.internal.socket;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The HTTP exchange that turns a connection into a WebSocket (RFC 6455, section 4). Confined to one thread. */
final class Upgrade {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 64;
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String key;

    Upgrade() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        key = Base64.getEncoder().encodeToString(bytes);
    }

    byte[] request(URI uri) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return ("GET " + uri.getRawPath() + " HTTP/1.1\r\n"
                        + "Host: " + uri.getHost() + port + "\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: " + key + "\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the answer up to the first frame. */
    void check(DataInputStream in) throws IOException {
        var status = line(in).split(" ", 3);
        var fields = fields(in);
        boolean upgraded = status.length >= 2
                && status[0].equals("HTTP/1.1")
                && status[1].equals("101")
                && "websocket".equalsIgnoreCase(fields.get("upgrade"))
                && fields.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("upgrade")
                && accepted().equals(fields.get("sec-websocket-accept"))
                && !fields.containsKey("sec-websocket-extensions")
                && !fields.containsKey("sec-websocket-protocol");
        if (!upgraded) {
            throw new IOException("no WebSocket there");
        }
    }

    private static Map<String, String> fields(DataInputStream in) throws IOException {
        var fields = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || fields.size() == MOST_LINES) {
                throw new IOException("no HTTP");
            }
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("no HTTP");
            }
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private String accepted() {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
