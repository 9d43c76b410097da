package io.ostler.panel.link.internal.socket;

import io.ostler.link.Link;
import io.ostler.link.TextChannel;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.panel.link.internal.LinkFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * A WebSocket to a daemon: carrier of the handshake and then of the link. Plain blocking sockets on virtual threads,
 * because the JDK's own client may miss the end of a connection (docs/decisions/0031). Thread-safe.
 */
public final class DialledSocket implements TextChannel {
    private static final int HANDSHAKE_TEXT = 4096;
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{2,39}");

    private final Socket socket;
    private final FrameWriter writer;
    private final FrameReader reader;
    private final AtomicBoolean closing = new AtomicBoolean();

    private DialledSocket(Connection connection) {
        socket = connection.socket();
        writer = new FrameWriter(connection.out());
        reader = new FrameReader(connection.in(), writer, HANDSHAKE_TEXT);
    }

    /**
     * Dials a {@code ws} or {@code wss} address; blocks.
     *
     * @throws LinkFailure {@code UNREACHABLE} when, within the limit, nothing is found there that speaks WebSocket;
     *     {@code CERTIFICATE_REFUSED}
     */
    public static DialledSocket dial(URI uri, Duration limit) throws LinkFailure {
        try {
            return new DialledSocket(Connection.open(uri, limit));
        } catch (SSLException e) {
            throw new LinkFailure("CERTIFICATE_REFUSED");
        } catch (IOException | RuntimeException e) { // no address that a person wrote may do more than fail
            throw new LinkFailure(LinkFailure.UNREACHABLE);
        }
    }

    /** Proves both ends to each other within a time limit; blocks. The node's next text is the link's. */
    public void prove(PanelHandshake handshake, Duration limit) throws LinkFailure {
        try (var deadline = new Deadline(socket, limit)) {
            try {
                writer.text(handshake.opening());
                writer.text(handshake.prove(reader.next()));
            } catch (HandshakeException e) {
                close(HandshakeException.CLOSE_CODE, e.reason().name());
                throw new LinkFailure(e.reason().name());
            } catch (SocketClosed e) {
                close(e.code(), e.reason());
                throw new LinkFailure(reason(e));
            } catch (IOException e) {
                throw new LinkFailure(deadline.isPassed() ? Reason.HANDSHAKE_TIMEOUT.name() : LinkFailure.LINK_LOST);
            }
        }
    }

    /** From here on all texts go to the link, and it hears of the end. Returns at once. */
    public void carry(Link<?> link) {
        reader.limit(Link.LONGEST_TEXT);
        Thread.ofVirtual().name("ostler-link-reader").start(() -> read(link));
    }

    private void read(Link<?> link) {
        try {
            while (true) {
                link.receive(reader.next());
            }
        } catch (SocketClosed e) {
            close(e.code(), e.reason());
            link.closed(reason(e));
        } catch (IOException e) {
            Deadline.abort(socket);
            link.closed(LinkFailure.LINK_LOST);
        }
    }

    /** Only codes of our own are passed on; anything else is a stranger's text. */
    private static String reason(SocketClosed closed) {
        return CODE.matcher(closed.reason()).matches() ? closed.reason() : LinkFailure.LINK_LOST;
    }

    @Override
    public CompletionStage<?> send(String text) {
        return CompletableFuture.runAsync(
                () -> write(text),
                task -> Thread.ofVirtual().name("ostler-link-writer").start(task));
    }

    private void write(String text) {
        try {
            writer.text(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says why and gives the other end a moment to hear it. */
    @Override
    public void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Deadline.abortAfter(socket, FAREWELL);
        Thread.ofVirtual().name("ostler-link-close").start(() -> {
            try {
                // 1005 and 1006 stand for what was not said and are never sent.
                writer.close(code == 1005 || code == 1006 ? 1000 : code, reason);
                socket.shutdownOutput();
            } catch (IOException e) {
                Deadline.abort(socket);
            }
        });
    }
}
