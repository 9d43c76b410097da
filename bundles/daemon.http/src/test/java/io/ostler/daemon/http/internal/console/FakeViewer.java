package io.ostler.daemon.http.internal.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ostler.daemon.http.internal.DaemonServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A browser's end of a console. */
final class FakeViewer implements WebSocket.Listener, AutoCloseable {
    final BlockingQueue<JsonObject> texts = new LinkedBlockingQueue<>();
    /** What others do, told unasked. */
    final BlockingQueue<JsonObject> asides = new LinkedBlockingQueue<>();

    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    volatile int closeCode;
    volatile String closeReason = "";
    volatile boolean isLost;
    volatile int largestFrame;
    /** Whether it reads on by itself. */
    volatile boolean isReading = true;

    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    FakeViewer(HttpClient client, URI uri, @Nullable String origin) throws Exception {
        var builder = client.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(uri, this).get(60, TimeUnit.SECONDS);
    }

    FakeViewer say(String json) throws Exception {
        socket.sendText(json, true).get(60, TimeUnit.SECONDS);
        return this;
    }

    WebSocket socket() {
        return socket;
    }

    /** The next text frame. */
    JsonObject hear() throws Exception {
        var next = texts.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new TimeoutException("no text; closed with " + closeCode + " " + closeReason);
        }
        return next;
    }

    /** The next thing that somebody did. */
    JsonObject notice(String kind) throws Exception {
        var next = asides.poll(60, TimeUnit.SECONDS);
        if (next == null || !next.has(kind)) {
            throw new TimeoutException("not " + kind + " but " + next);
        }
        return next.getAsJsonObject(kind);
    }

    synchronized byte[] received() {
        return output.toByteArray();
    }

    void awaitClose(int code) {
        DaemonServer.await("closed with " + code + ", is " + closeCode, () -> closeCode != 0 || isLost);
        if (closeCode != code) {
            throw new AssertionError("closed with " + closeCode + " " + closeReason);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            var frame = JsonParser.parseString(text.toString()).getAsJsonObject();
            (frame.has("typed") || frame.has("size") ? asides : texts).add(frame);
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        output.writeBytes(bytes);
        largestFrame = Math.max(largestFrame, bytes.length);
        if (isReading) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeReason = reason;
        closeCode = statusCode;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        isLost = true;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
