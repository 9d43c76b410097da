package io.ostler.daemon.command.internal;

import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes to and from a port of this machine. Confined to one thread, but for {@link #close}. */
final class Wire {

    /** In this order: a program that listens on all addresses is found at the first. */
    static final String[] LOOPBACK = {"127.0.0.1", "::1"};

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        out = socket.getOutputStream();
    }

    static Wire connect(int port, Duration limit) throws IOException, PathFailure {
        for (var address : LOOPBACK) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), (int) limit.toMillis());
                return new Wire(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                throw new PathFailure(Reason.TIMEOUT);
            } catch (ConnectException e) {
                socket.close();
            } catch (IOException e) {
                socket.close();
                LOG.debug("No connection to port {}", port, e);
            }
        }
        throw new PathFailure(Reason.REFUSED);
    }

    Watch limit(Duration time) {
        return new Watch(time, this::close);
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** One byte; the other side's end is an error. */
    int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    byte[] read(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Whether there is a byte to read within the time. */
    boolean hasMore(Duration wait) throws IOException {
        if (in.available() > 0) {
            return true;
        }
        socket.setSoTimeout((int) Math.max(1, wait.toMillis()));
        in.mark(1);
        try {
            read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Whether the other side is there and has said nothing that nobody asked for. */
    boolean isQuiet() {
        try {
            return !hasMore(Duration.ofMillis(1));
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close cleanly", e);
        }
    }
}
