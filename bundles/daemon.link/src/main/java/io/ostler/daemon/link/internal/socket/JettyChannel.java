package io.ostler.daemon.link.internal.socket;

import io.ostler.link.TextChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A Jetty session as carrier. Thread-safe. */
record JettyChannel(Session session) implements TextChannel {

    @Override
    public CompletionStage<?> send(String text) {
        var sent = new CompletableFuture<Boolean>();
        session.sendText(text, Callback.from(() -> sent.complete(true), sent::completeExceptionally));
        return sent;
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }
}
