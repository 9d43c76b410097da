package io.ostler.daemon.command.internal;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Picks the answer to the last line out of what a program sends, within bounds. Thread-safe. */
final class WebRconListener implements WebSocket.Listener {

    /** Room for an answer whose every character is escaped. */
    private static final int MOST_MESSAGE = 6 * Session.MOST_ANSWER + 4096;
    /** Programs send along what happens on their console; so much of it is passed over between two lines. */
    private static final int MOST_NOISE = 4 * 1024 * 1024;

    private final StringBuilder message = new StringBuilder();
    private int wanted;
    private @Nullable CompletableFuture<String> answer;
    private int noise;
    private boolean answered;
    private boolean over;
    private boolean broke;

    synchronized CompletableFuture<String> expect(int id) {
        wanted = id;
        noise = 0;
        var expected = new CompletableFuture<String>();
        answer = expected;
        if (over) {
            expected.completeExceptionally(new IOException("closed"));
        }
        return expected;
    }

    synchronized boolean isOpen() {
        return !over;
    }

    synchronized boolean hasAnswered() {
        return answered;
    }

    /** A program that hangs up before it ever answered did not like the password. */
    synchronized Reason firstFailure() {
        return broke ? Reason.PROTOCOL : Reason.PASSWORD;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
        noise += part.length();
        if (message.length() + part.length() > MOST_MESSAGE || noise > MOST_NOISE) {
            fail(socket);
            return null;
        }
        message.append(part);
        if (isLast) {
            var whole = message.toString();
            message.setLength(0);
            try {
                take(whole);
            } catch (IOException | IllegalStateException e) {
                fail(socket);
                return null;
            }
        }
        socket.request(1);
        return null;
    }

    private void take(String json) throws IOException {
        long id = 0;
        String text = "";
        try (var reader = new JsonReader(new StringReader(json))) {
            reader.beginObject();
            while (reader.hasNext()) {
                var name = reader.nextName();
                if (name.equals("Identifier") && reader.peek() == JsonToken.NUMBER) {
                    id = (long) reader.nextDouble();
                } else if (name.equals("Message") && reader.peek() == JsonToken.STRING) {
                    text = reader.nextString();
                } else {
                    reader.skipValue();
                }
            }
            reader.endObject();
        }
        if (id == wanted && answer != null) {
            answered = true;
            answer.complete(text.length() > Session.MOST_ANSWER ? text.substring(0, Session.MOST_ANSWER) : text);
            answer = null;
        }
    }

    private void fail(WebSocket socket) {
        broke = true;
        end();
        socket.abort();
    }

    private void end() {
        over = true;
        message.setLength(0);
        if (answer != null) {
            answer.completeExceptionally(new IOException("closed"));
            answer = null;
        }
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end();
        return null;
    }

    @Override
    public synchronized void onError(WebSocket socket, Throwable error) {
        broke |= error instanceof java.net.ProtocolException;
        end();
    }
}
