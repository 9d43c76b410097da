package io.ostler.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Any number of console viewers on one thread over bare sockets, so that the driver takes as little as possible of the
 * machine that it shares with the server. Confined to its thread.
 */
final class Viewers implements AutoCloseable {

    /** Told of what a viewer received. */
    interface Sink {
        void bytes(Viewer viewer, ByteBuffer payload);
    }

    /** One viewer's socket. */
    static final class Viewer {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
        private boolean open;
        private long frameLeft;
        private boolean text;
        private final StringBuilder control = new StringBuilder();
        private long acknowledged;
        long offset;
        long received;
        long gaps;

        @Nullable
        Object state;

        private Viewer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private static final int ACK_EVERY = 128 * 1024;

    private final Selector selector;
    private final List<Viewer> viewers = new ArrayList<>();

    Viewers() throws IOException {
        selector = Selector.open();
    }

    /** Connects a viewer that starts at the end of the console. */
    Viewer add(URI console, String origin, String ticket, int window) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(console.getHost(), console.getPort()));
        channel.socket().setTcpNoDelay(true);
        var key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String request = "GET " + console.getPath() + " HTTP/1.1\r\nHost: " + console.getAuthority()
                + "\r\nOrigin: " + origin
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key) + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        var viewer = new Viewer(channel);
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            var one = ByteBuffer.allocate(1);
            if (channel.read(one) < 0) {
                throw new IOException("closed: " + answer);
            }
            answer.append((char) one.flip().get());
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(answer.toString());
        }
        text(viewer, "{\"ticket\":\"" + ticket + "\",\"from\":0,\"window\":" + window + "}");
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, viewer);
        viewers.add(viewer);
        return viewer;
    }

    List<Viewer> all() {
        return viewers;
    }

    /** Handles what has come, waiting at most that long. */
    void poll(long millis, Sink sink) throws IOException {
        selector.select(
                key -> {
                    try {
                        read((Viewer) key.attachment(), sink);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                Math.max(1, millis));
    }

    void send(Viewer viewer, String json) throws IOException {
        text(viewer, json);
    }

    private void read(Viewer viewer, Sink sink) throws IOException {
        if (viewer.channel.read(viewer.in) < 0) {
            throw new IOException("the server closed a viewer at " + viewer.offset + " " + viewer.control);
        }
        var in = viewer.in.flip();
        while (in.hasRemaining()) {
            if (!viewer.open && !header(viewer, in)) {
                break;
            }
            int n = (int) Math.min(viewer.frameLeft, in.remaining());
            var part = in.slice(in.position(), n);
            in.position(in.position() + n);
            viewer.frameLeft -= n;
            if (viewer.text) {
                viewer.control.append(StandardCharsets.UTF_8.decode(part));
            } else {
                viewer.offset += n;
                viewer.received += n;
                sink.bytes(viewer, part);
            }
            if (viewer.frameLeft == 0) {
                viewer.open = false;
                if (viewer.text) {
                    message(viewer, viewer.control.toString());
                    viewer.control.setLength(0);
                }
            }
        }
        in.compact();
        if (viewer.offset - viewer.acknowledged >= ACK_EVERY) {
            acknowledge(viewer);
        }
    }

    private static boolean header(Viewer viewer, ByteBuffer in) {
        if (in.remaining() < 2) {
            return false;
        }
        int at = in.position();
        int length = in.get(at + 1) & 0x7f;
        int size = length == 127 ? 10 : length == 126 ? 4 : 2;
        if (in.remaining() < size) {
            return false;
        }
        viewer.frameLeft = length == 127 ? in.getLong(at + 2) : length == 126 ? in.getShort(at + 2) & 0xffff : length;
        int opcode = in.get(at) & 0x0f;
        viewer.text = opcode != 2 && opcode != 0;
        viewer.open = true;
        in.position(at + size);
        return true;
    }

    private static void message(Viewer viewer, String json) {
        int from = json.indexOf("\"from\":");
        if (json.contains("\"hello\"")) {
            viewer.offset = number(json, from);
            viewer.acknowledged = viewer.offset;
        } else if (json.contains("\"gap\"")) {
            viewer.gaps++;
            viewer.offset = number(json, json.indexOf("\"to\":") - 2);
        }
    }

    private static long number(String json, int keyAt) {
        int i = json.indexOf(':', keyAt) + 1;
        int j = i;
        while (j < json.length() && Character.isDigit(json.charAt(j))) {
            j++;
        }
        return Long.parseLong(json.substring(i, j));
    }

    private void acknowledge(Viewer viewer) throws IOException {
        viewer.acknowledged = viewer.offset;
        text(viewer, "{\"ack\":" + viewer.offset + "}");
    }

    private static void text(Viewer viewer, String json) throws IOException {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0); // a mask of zeros leaves the payload as it is
        frame.put(payload).flip();
        while (frame.hasRemaining()) {
            viewer.channel.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        for (var viewer : viewers) {
            viewer.channel.close();
        }
        selector.close();
    }
}
