package io.ostler.daemon.command.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on loopback whose manners a test writes. */
final class Server implements AutoCloseable {

    interface Manners {
        void talk(Peer peer) throws IOException;
    }

    /** One connection as the server sees it. */
    record Peer(DataInputStream in, OutputStream out, Semaphore ends) {

        record Packet(int id, int type, String text) {}

        Packet receive() throws IOException {
            int length = Integer.reverseBytes(in.readInt());
            var bytes = ByteBuffer.wrap(in.readNBytes(length)).order(ByteOrder.LITTLE_ENDIAN);
            return new Packet(
                    bytes.getInt(), bytes.getInt(), new String(bytes.array(), 8, length - 10, StandardCharsets.UTF_8));
        }

        void send(int id, int type, String text) throws IOException {
            out.write(packet(id, type, text));
        }

        static byte[] packet(int id, int type, String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(14 + bytes.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(10 + bytes.length)
                    .putInt(id)
                    .putInt(type)
                    .put(bytes)
                    .array();
        }

        /** Lets in whoever says the word, in Source's two packets. */
        void letIn(String password) throws IOException {
            var asked = receive();
            send(asked.id(), 0, "");
            send(asked.text().equals(password) ? asked.id() : -1, 2, "");
        }

        String line() throws IOException {
            var text = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("ended");
                }
                if (next != '\r') {
                    text.append((char) next);
                }
            }
            return text.toString();
        }

        void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final AtomicInteger connections = new AtomicInteger();
    final Semaphore ends = new Semaphore(0);

    Server(Manners manners) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var peer = socket.accept();
                    open.add(peer);
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(peer, manners));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket peer, Manners manners) {
        try (peer) {
            manners.talk(new Peer(new DataInputStream(peer.getInputStream()), peer.getOutputStream(), ends));
        } catch (IOException | IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            // the client has gone
        } finally {
            open.remove(peer);
            ends.release();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var peer : open) {
            peer.close();
        }
    }
}
