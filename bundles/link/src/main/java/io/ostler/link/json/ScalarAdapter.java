package io.ostler.link.json;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.function.Function;

/** A value that is one JSON string. Immutable. */
final class ScalarAdapter<T> extends TypeAdapter<T> {
    private final Function<String, T> reader;
    private final Function<T, String> writer;

    private ScalarAdapter(Function<String, T> reader, Function<T, String> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    static <T> TypeAdapter<T> text(Function<String, T> reader, Function<T, String> writer) {
        return new ScalarAdapter<>(reader, writer).nullSafe();
    }

    static TypeAdapter<byte[]> base64() {
        return text(Base64.getDecoder()::decode, Base64.getEncoder()::encodeToString);
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
        out.value(writer.apply(value));
    }

    @Override
    public T read(JsonReader in) throws IOException {
        var path = in.getPath();
        if (in.peek() != JsonToken.STRING) {
            throw new JsonSyntaxException("a text was expected at " + path);
        }
        try {
            return reader.apply(in.nextString());
        } catch (OstlerException | IllegalArgumentException | DateTimeException e) {
            throw new JsonSyntaxException("the text does not fit at " + path, e);
        }
    }
}
