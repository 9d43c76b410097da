package io.ostler.link.json;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as whole milliseconds. Stateless. */
final class DurationAdapter extends TypeAdapter<@Nullable Duration> {

    @Override
    public void write(JsonWriter out, @Nullable Duration value) throws IOException {
        if (value == null) {
            out.nullValue();
        } else {
            out.value(value.toMillis());
        }
    }

    @Override
    public @Nullable Duration read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        try {
            return Duration.ofMillis(in.nextLong());
        } catch (NumberFormatException | IllegalStateException e) {
            throw new JsonSyntaxException("milliseconds were expected at " + in.getPath(), e);
        }
    }
}
