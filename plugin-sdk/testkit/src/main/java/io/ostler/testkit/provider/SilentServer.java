package io.ostler.testkit.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections and says nothing: what a provider behind a broken firewall looks like. Thread-safe. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    SilentServer() throws IOException {
        Thread.ofVirtual().name("silent-server").start(this::accept);
    }

    String host() {
        return "localhost";
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many ever came. */
    int taken() {
        return taken.get();
    }

    /** How many have not hung up. */
    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                taken.incrementAndGet();
                Thread.ofVirtual().start(() -> swallow(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void swallow(Socket socket) {
        var drain = new byte[1024];
        try (socket) {
            while (socket.getInputStream().read(drain) >= 0) {
                // Nothing is answered.
            }
        } catch (IOException e) {
            // Hung up the hard way.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
