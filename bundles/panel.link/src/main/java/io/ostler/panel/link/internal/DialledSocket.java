package io.ostler.panel.link.internal;

import io.ostler.link.Link;
import io.ostler.link.TextAssembler;
import io.ostler.link.TextChannel;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.model.OstlerException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A socket that the panel dialled: carrier of the handshake, which waits for each text, and then of the link, which
 * takes them as they come. The JDK calls the listener for one event at a time. Thread-safe.
 */
final class DialledSocket implements WebSocket.Listener, TextChannel {
    private static final int HANDSHAKE_TEXT = 4096;
    private static final int TOO_LARGE = 1009;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{2,39}");

    private final TextAssembler texts = new TextAssembler(HANDSHAKE_TEXT);
    private final LinkedBlockingQueue<Event> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private volatile @Nullable Link<?> link;

    private sealed interface Event {
        record Text(String text) implements Event {}

        record Closed(String reason) implements Event {}
    }

    // ---- what the JDK tells

    @Override
    public void onOpen(WebSocket opened) {
        socket.complete(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        try {
            texts.add(piece, last).ifPresent(this::take);
            from.request(1);
        } catch (OstlerException e) {
            close(TOO_LARGE, e.code().name());
            ended(e.code().name());
        }
        return null;
    }

    private void take(String text) {
        var open = link;
        if (open == null) {
            waiting.add(new Event.Text(text));
        } else {
            open.receive(text);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(CODE.matcher(reason).matches() ? reason : LinkFailure.LINK_LOST);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended(LinkFailure.LINK_LOST);
    }

    private void ended(String reason) {
        waiting.add(new Event.Closed(reason));
        var open = link;
        if (open != null) {
            open.closed(reason);
        }
    }

    // ---- the handshake

    /** Proves both ends to each other, within a time limit; the node's next text is the link's. */
    void prove(PanelHandshake handshake, Duration limit) throws LinkFailure, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            sendNow(handshake.opening(), end);
            sendNow(handshake.prove(await(end)), end);
        } catch (HandshakeException e) {
            close(HandshakeException.CLOSE_CODE, e.reason().name());
            throw new LinkFailure(e.reason().name());
        }
    }

    private void sendNow(String text, long end) throws LinkFailure, InterruptedException {
        try {
            send(text).toCompletableFuture().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new LinkFailure(LinkFailure.LINK_LOST);
        } catch (TimeoutException e) {
            throw new LinkFailure(Reason.HANDSHAKE_TIMEOUT.name());
        }
    }

    private String await(long end) throws LinkFailure, InterruptedException {
        return switch (waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            case null -> throw new LinkFailure(Reason.HANDSHAKE_TIMEOUT.name());
            case Event.Closed closed -> throw new LinkFailure(closed.reason());
            case Event.Text text -> text.text();
        };
    }

    // ---- the link

    /** From here on texts go to the link, also those that came since the handshake. */
    void carry(Link<?> carried) {
        texts.limit(Link.LONGEST_TEXT);
        link = carried;
        for (var event = waiting.poll(); event != null; event = waiting.poll()) {
            switch (event) {
                case Event.Text text -> carried.receive(text.text());
                case Event.Closed closed -> carried.closed(closed.reason());
            }
        }
    }

    @Override
    public CompletionStage<?> send(String text) {
        return socket.thenCompose(open -> open.sendText(text, true));
    }

    /** A courteous close that doesn't wait for the other end. */
    @Override
    public void close(int code, String reason) {
        socket.thenAccept(open -> open.sendClose(code, reason)
                .orTimeout(2, TimeUnit.SECONDS)
                .whenComplete((done, error) -> open.abort()));
    }
}
