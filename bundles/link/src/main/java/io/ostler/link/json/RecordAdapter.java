package io.ostler.link.json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object with a key per component. Every component must be there unless it is {@code @Nullable}; keys
 * that come twice are refused. Immutable, thread-safe.
 */
final class RecordAdapter<T> extends TypeAdapter<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private record Part(int index, RecordComponent component, TypeAdapter<Object> adapter, boolean nullable) {

        static Part of(Gson gson, int index, RecordComponent component) {
            @SuppressWarnings("unchecked")
            var adapter = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType()));
            var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return new Part(index, component, adapter, nullable);
        }
    }

    @SuppressWarnings("unchecked")
    RecordAdapter(Gson gson, TypeToken<T> token) {
        type = (Class<T>) token.getRawType();
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            components[i].getAccessor().setAccessible(true);
            parts.put(components[i].getName(), Part.of(gson, i, components[i]));
        }
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
        out.beginObject();
        writeParts(out, value);
        out.endObject();
    }

    void writeParts(JsonWriter out, T value) throws IOException {
        for (var entry : parts.entrySet()) {
            out.name(entry.getKey());
            entry.getValue().adapter().write(out, valueOf(entry.getValue(), value));
        }
    }

    private @Nullable Object valueOf(Part part, T value) {
        try {
            return part.component().getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public T read(JsonReader in) throws IOException {
        var path = in.getPath();
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            throw new JsonSyntaxException("an object was expected at " + path);
        }
        var values = new @Nullable Object[parts.size()];
        in.beginObject();
        while (in.hasNext()) {
            var part = parts.get(in.nextName());
            if (part == null) {
                in.skipValue();
            } else if (values[part.index()] != null) {
                throw new JsonSyntaxException("a key came twice at " + in.getPath());
            } else {
                values[part.index()] = readPart(part, in);
            }
        }
        in.endObject();
        return construct(values, path);
    }

    private @Nullable Object readPart(Part part, JsonReader in) throws IOException {
        try {
            return part.adapter().read(in);
        } catch (NumberFormatException | IllegalStateException e) {
            throw new JsonSyntaxException("a value of another kind at " + in.getPath(), e);
        }
    }

    T construct(@Nullable Object[] values, String path) {
        for (var entry : parts.entrySet()) {
            if (values[entry.getValue().index()] == null && !entry.getValue().nullable()) {
                throw new JsonSyntaxException(entry.getKey() + " is missing at " + path);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            // The record refused: with an OstlerException when it says why, with another when a list holds a null.
            throw e.getCause() instanceof JsonParseException parse
                    ? parse
                    : new JsonSyntaxException(type.getSimpleName() + " refuses its values at " + path, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
