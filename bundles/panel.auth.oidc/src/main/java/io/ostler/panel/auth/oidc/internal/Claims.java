package io.ostler.panel.auth.oidc.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says of a person. Stateless. */
final class Claims {
    private Claims() {}

    /** The value at a path of names with dots between; a name with dots of its own comes first. */
    static @Nullable Object at(Map<String, Object> claims, String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object value = claims;
        for (var name : path.split("\\.", -1)) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(name);
        }
        return value;
    }

    /** A text or a number as text; empty for anything else. */
    static String text(Map<String, Object> claims, String path) {
        var value = at(claims, path);
        if (value instanceof Number number) {
            return number instanceof Double || number instanceof Float
                    ? Long.toString(number.longValue())
                    : number.toString();
        }
        return value instanceof String text ? text : "";
    }

    /** Lists of texts, a single text, and the names of an object's members. */
    static List<String> list(Map<String, Object> claims, String path) {
        var value = at(claims, path);
        var texts = new ArrayList<String>();
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Iterable<?> items) {
            for (var item : items) {
                if (item instanceof String text) {
                    texts.add(text);
                }
            }
        } else if (value instanceof Map<?, ?> members) {
            members.keySet().forEach(name -> texts.add(String.valueOf(name)));
        }
        return texts;
    }

    static boolean flag(Map<String, Object> claims, String name) {
        var value = claims.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }
}
