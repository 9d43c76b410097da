package io.ostler.daemon.command.internal;

import com.google.gson.JsonObject;
import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * RCON over WebSocket, as Rust has it: the password is the path, lines and answers are JSON with an identifier. Every
 * session has a client of its own, so that nothing of it is left when it closes.
 */
final class WebRconSession implements Session {

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ostler-web-rcon-", 0).factory());
    private final HttpClient client;
    private final WebRconListener listener = new WebRconListener();
    private final Duration limit;
    private @Nullable WebSocket socket;
    private int last = 1000;

    private WebRconSession(Timing timing) {
        limit = timing.answer();
        client = HttpClient.newBuilder()
                .connectTimeout(timing.connect())
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor)
                .build();
    }

    static Session open(int port, @Nullable String password, Timing timing) throws PathFailure {
        for (var address : Wire.LOOPBACK) {
            var session = new WebRconSession(timing);
            try {
                session.connect(address, port, password == null ? "" : password, timing.connect());
                return session;
            } catch (ConnectException e) {
                session.close(); // perhaps at the other address
            } catch (PathFailure e) {
                session.close();
                throw e;
            }
        }
        throw new PathFailure(Reason.REFUSED);
    }

    private void connect(String address, int port, String password, Duration time)
            throws ConnectException, PathFailure {
        var opening = client.newWebSocketBuilder()
                .connectTimeout(time)
                .buildAsync(address(address, port, password), listener);
        try {
            socket = opening.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), password);
        } catch (TimeoutException e) {
            throw new PathFailure(Reason.TIMEOUT);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Of the several-argument constructors only the last quotes what stands in a path. */
    private static URI address(String address, int port, String password) throws PathFailure {
        try {
            return URI.create(new URI("ws", null, address, port, "/" + password, null, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new PathFailure(Reason.PASSWORD);
        }
    }

    private static PathFailure failure(@Nullable Throwable cause, String password) throws ConnectException {
        return switch (cause) {
            case ConnectException refused -> throw refused;
            case HttpTimeoutException late -> new PathFailure(Reason.TIMEOUT);
            case WebSocketHandshakeException no -> {
                int status = no.getResponse() == null ? 0 : no.getResponse().statusCode();
                yield new PathFailure(status == 401 || status == 403 ? Reason.PASSWORD : Reason.PROTOCOL);
            }
            case null, default -> new PathFailure(password.isEmpty() ? Reason.PROTOCOL : Reason.PASSWORD);
        };
    }

    @Override
    public boolean isUsable() {
        return socket != null && !socket.isInputClosed() && !socket.isOutputClosed() && listener.isOpen();
    }

    @Override
    public String exchange(String line) throws IOException, PathFailure {
        var open = socket;
        if (open == null) {
            throw new IOException("not connected");
        }
        int id = ++last;
        CompletableFuture<String> answer = listener.expect(id);
        var request = new JsonObject();
        request.addProperty("Identifier", id);
        request.addProperty("Message", line);
        request.addProperty("Name", "Ostler");
        try {
            var sent = open.sendText(request.toString(), true);
            var both = answer.thenCombine(sent, (text, nothing) -> text);
            // a failed sending must not wait for an answer
            var unused = sent.exceptionally(failed -> {
                answer.completeExceptionally(failed);
                return open;
            });
            return both.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PathFailure(Reason.TIMEOUT);
        } catch (ExecutionException e) {
            throw new PathFailure(listener.hasAnswered() ? Reason.PROTOCOL : listener.firstFailure());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static PathFailure interrupted() {
        Thread.currentThread().interrupt();
        return new PathFailure(Reason.TIMEOUT);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        client.shutdownNow();
        executor.shutdownNow();
    }
}
