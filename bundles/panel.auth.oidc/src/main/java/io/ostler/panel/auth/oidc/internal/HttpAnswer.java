package io.ostler.panel.auth.oidc.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One answer of HTTP/1.1, read with limits on time and size. */
record HttpAnswer(int status, String contentType, byte[] body) {
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LARGEST_HEAD = 64 << 10;

    /** @param end moment of {@link System#nanoTime()} at which it must be whole */
    static HttpAnswer read(Socket socket, InputStream in, long end) throws IOException {
        var reader = new Reader(socket, in, end);
        var first = reader.line();
        var parts = first.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("no answer of HTTP");
        }
        long length = -1;
        boolean chunked = false;
        var type = "";
        for (var line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            var name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = number(value, 10);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "content-type" -> type = value;
                default -> {
                    // nothing that matters here
                }
            }
        }
        var body = chunked ? reader.chunks() : reader.body(length);
        return new HttpAnswer(Integer.parseInt(parts[1]), type, body);
    }

    static int millisUntil(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the answer took too long");
        }
        return (int) Math.max(1, millis);
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number < 0 || number > LARGEST_BODY) {
                throw new IOException("the answer is too large");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IOException("not a length", e);
        }
    }

    /** Every read waits for what is left of the time, so that a trickle doesn't go on for ever. */
    private static final class Reader {
        private final Socket socket;
        private final InputStream in;
        private final long end;
        private int head;

        Reader(Socket socket, InputStream in, long end) {
            this.socket = socket;
            this.in = in;
            this.end = end;
        }

        private int next() throws IOException {
            if (in.available() == 0) {
                socket.setSoTimeout(millisUntil(end));
            }
            return in.read();
        }

        String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int c = next(); c != '\n'; c = next()) {
                if (c < 0 || ++head > LARGEST_HEAD) {
                    throw new IOException("the answer was cut off or its head is too long");
                }
                line.write(c);
            }
            var text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }

        byte[] body(long length) throws IOException {
            var body = new ByteArrayOutputStream();
            copy(body, length);
            return body.toByteArray();
        }

        byte[] chunks() throws IOException {
            var body = new ByteArrayOutputStream();
            for (long size = chunk(); size > 0; size = chunk()) {
                copy(body, size);
                line();
            }
            return body.toByteArray();
        }

        private long chunk() throws IOException {
            var line = line();
            int extension = line.indexOf(';');
            return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
        }

        /** @param length below 0: until the end of the connection */
        private void copy(ByteArrayOutputStream body, long length) throws IOException {
            var buffer = new byte[8192];
            for (long left = length; left != 0; ) {
                socket.setSoTimeout(millisUntil(end));
                int count = in.read(buffer, 0, left < 0 ? buffer.length : (int) Math.min(left, buffer.length));
                if (count < 0) {
                    if (left > 0) {
                        throw new IOException("the answer was cut off");
                    }
                    return;
                }
                body.write(buffer, 0, count);
                if (body.size() > LARGEST_BODY) {
                    throw new IOException("the answer is too large");
                }
                left = left < 0 ? left : left - count;
            }
        }
    }
}
