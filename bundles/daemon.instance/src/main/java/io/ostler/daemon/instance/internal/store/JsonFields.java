package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import io.ostler.link.json.WireJson;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a JSON object field by field and says which one is wrong. Confined to one thread. */
final class JsonFields {

    private final JsonObject object;

    JsonFields(JsonObject object) {
        this.object = object;
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    String text(String name) {
        return primitive(name, JsonPrimitive::isString, "a text").getAsString();
    }

    boolean flag(String name) {
        return primitive(name, JsonPrimitive::isBoolean, "true or false").getAsBoolean();
    }

    long number(String name) {
        try {
            return primitive(name, JsonPrimitive::isNumber, "a whole number")
                    .getAsBigDecimal()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(name, "a whole number");
        }
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "a time like 2026-01-31T12:00:00Z");
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> words) {
        try {
            return Enum.valueOf(words, text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "one of " + List.of(words.getEnumConstants()));
        }
    }

    List<String> texts(String name) {
        if (!(object.get(name) instanceof com.google.gson.JsonArray array)) {
            throw wrong(name, "a list of texts");
        }
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(asText(name, item)));
        return texts;
    }

    Map<String, String> map(String name) {
        var map = new TreeMap<String, String>();
        child(name).object.asMap().forEach((key, value) -> map.put(key, asText(name, value)));
        return map;
    }

    JsonFields child(String name) {
        if (object.get(name) instanceof JsonObject child) {
            return new JsonFields(child);
        }
        throw wrong(name, "an object");
    }

    /** What the link's mapping makes of the element; the default when there is none, as in files of earlier versions. */
    <T> T part(String name, Type type, T otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return WireJson.gson().fromJson(object.get(name), type);
        } catch (JsonParseException e) {
            throw wrong(name, "as described: " + e.getMessage());
        }
    }

    private static String asText(String name, JsonElement item) {
        if (item instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(name, "made of texts");
    }

    private JsonPrimitive primitive(String name, Predicate<JsonPrimitive> fits, String expected) {
        if (object.get(name) instanceof JsonPrimitive value && fits.test(value)) {
            return value;
        }
        throw wrong(name, expected);
    }

    private static UnreadableException wrong(String name, String expected) {
        return new UnreadableException("'" + name + "' must be " + expected);
    }
}
