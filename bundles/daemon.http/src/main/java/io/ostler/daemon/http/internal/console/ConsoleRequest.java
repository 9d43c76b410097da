package io.ostler.daemon.http.internal.console;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.StringReader;

/** What a viewer says: one JSON object a frame. Immutable. */
sealed interface ConsoleRequest {

    /**
     * The first frame.
     *
     * @param from offset, or negative: bytes before the end
     * @param window bytes that may be unacknowledged
     * @param skip bytes behind the end from which on the viewer is brought near it, 0: never
     */
    record Open(String ticket, long from, long window, long skip) implements ConsoleRequest {}

    record Ack(long offset) implements ConsoleRequest {}

    record Input(String text, boolean isLine) implements ConsoleRequest {}

    record Resize(int columns, int rows) implements ConsoleRequest {}

    record Ping(long number) implements ConsoleRequest {}

    long SMALLEST_WINDOW = 64 << 10;
    long LARGEST_WINDOW = 8 << 20;
    long USUAL_WINDOW = 512 << 10;
    long SMALLEST_SKIP = 1 << 20;

    /** {@code INVALID_REQUEST} for anything that isn't exactly one of these. */
    static ConsoleRequest parse(String frame) {
        try (var in = new JsonReader(new StringReader(frame))) {
            in.setStrictness(Strictness.STRICT);
            in.beginObject();
            var request = parse(in);
            in.endObject();
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw invalid();
            }
            return request;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw invalid();
        }
    }

    private static ConsoleRequest parse(JsonReader in) throws IOException {
        var name = in.nextName();
        return switch (name) {
            case "ack" -> new Ack(in.nextLong());
            case "input" -> new Input(in.nextString(), true);
            case "keys" -> new Input(in.nextString(), false);
            case "ping" -> new Ping(in.nextLong());
            case "resize" -> resize(in);
            case "ticket", "from", "window", "skip" -> open(in, name);
            default -> throw invalid();
        };
    }

    private static Resize resize(JsonReader in) throws IOException {
        in.beginArray();
        var size = new Resize(in.nextInt(), in.nextInt());
        in.endArray();
        return size;
    }

    private static Open open(JsonReader in, String first) throws IOException {
        String ticket = null;
        Long from = null;
        long window = USUAL_WINDOW;
        long skip = 0;
        for (var name = first; ; name = in.nextName()) {
            switch (name) {
                case "ticket" -> ticket = in.nextString();
                case "from" -> from = in.nextLong();
                case "window" -> window = in.nextLong();
                case "skip" -> skip = Math.max(SMALLEST_SKIP, in.nextLong());
                default -> throw invalid();
            }
            if (!in.hasNext()) {
                break;
            }
        }
        if (ticket == null || from == null) {
            throw invalid();
        }
        return new Open(ticket, from, Math.clamp(window, SMALLEST_WINDOW, LARGEST_WINDOW), skip);
    }

    private static OstlerException invalid() {
        return OstlerException.invalid("frame", "one of the console's JSON messages");
    }
}
