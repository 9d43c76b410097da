package io.ostler.itests;

import io.ostler.itests.files.door.Rest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A WebSocket that stays open until the server ends it. Thread-safe. */
public final class OpenSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CompletableFuture<CharSequence> first = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private WebSocket socket;

    private OpenSocket() {}

    /** The console that a ticket is for; its first message has come. */
    public static OpenSocket console(Rest panel, String ticket) throws Exception {
        return open(panel, "/daemon/v1/console", "", "{\"ticket\":\"" + ticket + "\",\"from\":0,\"window\":65536}");
    }

    /** The panel's live events; their first message has come. */
    public static OpenSocket events(Rest panel) throws Exception {
        return open(panel, "/api/v1/events", panel.key(), "{\"subscribe\":\"instances\"}");
    }

    private static OpenSocket open(Rest panel, String path, String key, String greeting) throws Exception {
        var opened = new OpenSocket();
        var request = HTTP.newWebSocketBuilder();
        if (!key.isEmpty()) {
            request.header("X-Api-Key", key);
        }
        opened.socket = request.buildAsync(URI.create(panel.base().replace("http", "ws") + path), opened)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        opened.socket.sendText(greeting, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        opened.first.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return opened;
    }

    public boolean isOpen() {
        return !ended.isDone();
    }

    /** How long its end took from now on. */
    public Duration awaitEnd(Duration limit) throws Exception {
        long since = System.nanoTime();
        try {
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return limit;
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        first.complete(data);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        first.completeExceptionally(new AssertionError("closed: " + status + " " + reason));
        ended.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        first.completeExceptionally(error);
        ended.complete(-1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
