package io.ostler.panel.link.internal.socket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection that has become a WebSocket. Its streams are for one reader and one writer. */
record Connection(Socket socket, DataInputStream in, OutputStream out) {
    private static final int BUFFER = 16_384;

    /**
     * Connects to a {@code ws} or {@code wss} address; certificates are checked against the JDK's trust.
     *
     * @param limit for all of it
     */
    static Connection open(URI uri, Duration limit) throws IOException {
        var socket = new Socket();
        try (var deadline = new Deadline(socket, limit)) {
            boolean secure = "wss".equals(uri.getScheme());
            int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
            var host = uri.getHost().replaceAll("[\\[\\]]", "");
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
            var connection = over(secure ? secured(socket, host, port) : socket);
            connection.upgrade(uri);
            if (deadline.isPassed()) {
                throw new IOException("too late");
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            Deadline.abort(socket);
            throw e;
        }
    }

    private static Connection over(Socket socket) throws IOException {
        return new Connection(
                socket,
                new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER)),
                new BufferedOutputStream(socket.getOutputStream(), BUFFER));
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        var socket = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private void upgrade(URI uri) throws IOException {
        var upgrade = new Upgrade();
        out.write(upgrade.request(uri));
        out.flush();
        upgrade.check(in);
    }
}
