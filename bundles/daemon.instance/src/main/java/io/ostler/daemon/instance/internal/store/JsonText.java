package io.ostler.daemon.instance.internal.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** JSON objects as text for people's eyes, and back without leniency. */
final class JsonText {

    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonText() {}

    static String of(JsonObject object) {
        return PRETTY.toJson(object) + "\n";
    }

    static JsonObject parse(String text) {
        var reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            if (JsonParser.parseReader(reader) instanceof JsonObject object
                    && reader.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
        } catch (JsonParseException | IOException e) {
            throw new UnreadableException("not JSON: " + e.getMessage(), e);
        }
        throw new UnreadableException("not one JSON object");
    }
}
