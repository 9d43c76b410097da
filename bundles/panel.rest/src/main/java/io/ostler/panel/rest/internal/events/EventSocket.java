package io.ostler.panel.rest.internal.events;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** The Jetty side of a {@link LiveView}. Called by Jetty's threads for what comes in, by others for what goes out. */
public final class EventSocket implements Session.Listener.AutoDemanding, LiveView.Wire {
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** A client that takes no text for so long is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OpenSockets sockets;
    private final LiveView view;
    private final Supplier<Optional<Caller>> whoNow;
    private volatile @Nullable Session session;
    private volatile long lastSentNanos = System.nanoTime();

    /** @param whoNow the same person with the rights of that moment, empty when the session has ended */
    EventSocket(OpenSockets sockets, Subjects subjects, Caller caller, Supplier<Optional<Caller>> whoNow) {
        this.sockets = sockets;
        this.whoNow = whoNow;
        this.view = new LiveView(subjects, caller, this, sockets.threads());
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        sockets.add(view.caller().session(), this);
        // The session may have ended, or lost rights, after the request was let in and before this socket could be
        // told.
        sockets.threads().execute(() -> take(whoNow.get(), false));
    }

    @Override
    public void onWebSocketText(String message) {
        view.receive(message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        view.close(1003, "");
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        gone();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        gone();
    }

    private void gone() {
        sockets.remove(view.caller().session(), this);
        view.close(1001, "");
    }

    void signOut() {
        view.signOut();
    }

    UserId user() {
        return view.caller().user();
    }

    /** The rights aren't what they were. */
    void lookAgain() {
        take(whoNow.get(), true);
    }

    private void take(Optional<Caller> now, boolean changed) {
        if (now.isEmpty()) {
            view.signOut();
        } else if (changed || !now.get().role().equals(view.caller().role())) {
            view.renew(now.get());
        }
    }

    void goAway() {
        view.close(1001, "");
    }

    void pingWhenQuiet() {
        var open = session;
        if (open != null && System.nanoTime() - lastSentNanos > QUIET.toNanos()) {
            lastSentNanos = System.nanoTime();
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    @Override
    public void send(String text) throws IOException {
        var open = session;
        if (open == null) {
            throw new IOException("not open");
        }
        lastSentNanos = System.nanoTime();
        var sent = new Callback.Completable();
        open.sendText(text, sent);
        try {
            sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            open.disconnect();
            throw new IOException("the client is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    @Override
    public void close(int code, String reason) {
        var open = session;
        if (open != null && open.isOpen()) {
            open.close(code, reason, Callback.NOOP);
        }
    }
}
