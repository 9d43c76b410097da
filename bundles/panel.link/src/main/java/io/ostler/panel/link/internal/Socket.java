package io.ostler.panel.link.internal;

import io.ostler.link.Link;
import io.ostler.link.TextAssembler;
import io.ostler.link.TextChannel;
import io.ostler.link.handshake.HandshakeException;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.model.OstlerException;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dialled WebSocket: texts of the handshake are waited for, later ones go to the link. Thread-safe; the JDK calls the
 * listener's methods one after another.
 */
final class Socket implements WebSocket.Listener, TextChannel {
    private static final int HANDSHAKE_TEXT = 4096;
    private static final int TOO_LARGE = 1009;

    private final TextAssembler texts = new TextAssembler(HANDSHAKE_TEXT);
    private final BlockingQueue<String> first = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable WebSocket> socket = new AtomicReference<>();
    private volatile Consumer<String> receiver = first::add;

    /** Completes with a reason code when the socket is gone. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** The next text of the handshake. */
    String await(long millis) throws InterruptedException, HandshakeException {
        String text;
        do {
            text = first.poll(20, TimeUnit.MILLISECONDS);
            millis -= 20;
        } while (text == null && millis > 0 && !ended.isDone());
        if (text != null) {
            return text;
        }
        throw new HandshakeException(
                Reason.of(ended.getNow(Reason.HANDSHAKE_TIMEOUT.name())).orElse(Reason.HANDSHAKE_MALFORMED));
    }

    /** The handshake is over: larger texts are allowed and go to the link. */
    void deliverTo(Link<?> link) {
        texts.limit(Link.LONGEST_TEXT);
        receiver = link::receive;
        ended.thenAccept(link::closed);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket.set(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        try {
            texts.add(piece, last).ifPresent(receiver);
            from.request(1);
        } catch (OstlerException e) {
            close(TOO_LARGE, e.code().name());
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.complete(Reason.of(reason).map(Reason::name).orElse("LINK_LOST"));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.complete("LINK_LOST");
    }

    @Override
    public CompletionStage<?> send(String text) {
        var open = socket.get();
        return open == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not open"))
                : open.sendText(text, true);
    }

    @Override
    public void close(int code, String reason) {
        var open = socket.get();
        if (open != null && ended.complete(reason)) {
            open.sendClose(code, reason).whenComplete((done, error) -> open.abort());
        }
    }
}
