package io.ostler.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.itests.files.door.Rest;
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
public final class ConsoleReader implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> read = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private long wanted = -1;

    private ConsoleReader() {}

    /** The bytes from {@code from} on; fails when a part of them is no longer stored. */
    public static byte[] read(Rest panel, String instance, long from) throws Exception {
        var ticket = panel.call("POST", "/api/v1/instances/" + instance + "/tickets", Map.of("scope", "console.read"))
                .ok()
                .json()
                .path("token")
                .asText();
        var address = URI.create(panel.base().replace("http", "ws") + "/daemon/v1/console");
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
            take(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void take(String frame) {
        try {
            var said = JSON.readTree(frame);
            if (said.has("hello")) {
                var hello = said.path("hello");
                wanted = hello.path("end").asLong() - hello.path("from").asLong();
                endWhenRead();
            } else if (said.has("gap") || said.has("error")) {
                read.completeExceptionally(new AssertionError(frame));
            }
        } catch (JsonProcessingException e) {
            read.completeExceptionally(e);
        }
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
