package io.ostler.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that sends requests which were written beforehand and looks no further into the answers than it must:
 * the client runs on the server's cores. Confined to one thread.
 */
final class Asker implements AutoCloseable {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private final byte[] head = new byte[1 << 13];

    Asker(URI base) throws IOException {
        socket = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        socket.socket().setTcpNoDelay(true);
        in.flip();
    }

    /** @param request whole, in bytes; its answer must be a good one. Gives the length of the answer's body. */
    long ask(byte[] request) throws IOException {
        long body = answer(request);
        if (head[9] != '2') {
            throw new IOException(new String(head, 0, 12, StandardCharsets.ISO_8859_1));
        }
        return body;
    }

    /** The same; false where it says that it has too much to do. */
    boolean isTaken(byte[] request) throws IOException {
        answer(request);
        boolean busy = head[9] == '4' && head[11] == '9' || head[9] == '5' && head[11] == '3';
        if (!busy && head[9] != '2') {
            throw new IOException(new String(head, 0, 12, StandardCharsets.ISO_8859_1));
        }
        return !busy;
    }

    private long answer(byte[] request) throws IOException {
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            socket.write(out);
        }
        int length = readHead();
        long body = contentLength(length);
        return body >= 0 ? skip(body) : chunks();
    }

    private int readHead() throws IOException {
        int matched = 0;
        int length = 0;
        while (matched < HEAD_END.length) {
            byte next = next();
            head[length++] = next;
            matched = next == HEAD_END[matched] ? matched + 1 : next == HEAD_END[0] ? 1 : 0;
        }
        return length;
    }

    /** Below zero: in chunks. */
    private long contentLength(int length) throws IOException {
        if (head[9] == '2' && head[10] == '0' && head[11] == '4') {
            return 0;
        }
        var text = text(length).toLowerCase(Locale.ROOT);
        int at = text.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return -1;
        }
        int begin = at + "\r\ncontent-length:".length();
        return Long.parseLong(text.substring(begin, text.indexOf('\r', begin)).strip());
    }

    private String text(int length) {
        return new String(head, 0, length, StandardCharsets.ISO_8859_1);
    }

    private long chunks() throws IOException {
        long all = 0;
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            all += skip(size);
            skip(2);
        }
        skip(2);
        return all;
    }

    private long chunkSize() throws IOException {
        long size = 0;
        for (byte next = next(); next != '\n'; next = next()) {
            int digit = Character.digit(next, 16);
            size = digit < 0 ? size : size * 16 + digit;
        }
        return size;
    }

    private long skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
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
            throw new EOFException("the connection ended");
        }
        in.flip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
