package io.ostler.itests;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Reads a console from an offset to what was its end when the stream opened. */
final class ConsoleReader implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private long wanted = -1;

    private ConsoleReader() {}

    /** The bytes from {@code from} on; fails when a part of them is no longer stored. */
    static byte[] read(PanelClient panel, String instance, long from) throws Exception {
        var ticket = panel.post("/api/v1/instances/" + instance + "/tickets", Map.of("scope", "console.read"))
                .getAsJsonObject()
                .get("token")
                .getAsString();
        var address = URI.create("ws://" + panel.base().getAuthority() + "/daemon/v1/console");
        var reader = new ConsoleReader();
        var socket = HTTP.newWebSocketBuilder().buildAsync(address, reader).get(10, TimeUnit.SECONDS);
        try {
            socket.sendText("{\"ticket\":\"" + ticket + "\",\"from\":" + from + ",\"window\":8388608}", true)
                    .get(10, TimeUnit.SECONDS);
            return reader.read.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            var frame = JsonParser.parseString(text.toString()).getAsJsonObject();
            text.setLength(0);
            if (frame.has("hello")) {
                var hello = frame.getAsJsonObject("hello");
                wanted = hello.get("end").getAsLong() - hello.get("from").getAsLong();
                endWhenRead();
            } else if (frame.has("gap") || frame.has("error")) {
                read.completeExceptionally(new AssertionError(frame.toString()));
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            bytes.write(data.get());
        }
        endWhenRead();
        socket.request(1);
        return null;
    }

    private void endWhenRead() {
        if (wanted >= 0 && bytes.size() >= wanted) {
            read.complete(bytes.toByteArray());
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        read.completeExceptionally(new AssertionError("closed: " + status + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        read.completeExceptionally(error);
    }
}
