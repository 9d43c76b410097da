package io.ostler.link.json;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our enums by their names; lsp4j would write ordinals and read strangers as null. Its own enums stay its business. */
final class EnumAdapterFactory implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
        Class<? super T> raw = token.getRawType();
        if (!Enum.class.isAssignableFrom(raw)
                || raw == Enum.class
                || raw.getName().startsWith("org.eclipse.")) {
            return null;
        }
        // A constant with a body has a class of its own.
        Class<?> type = raw.isEnum() ? raw : raw.getSuperclass();
        var byName = new HashMap<String, T>();
        for (Object constant : type.getEnumConstants()) {
            @SuppressWarnings("unchecked")
            T value = (T) constant;
            byName.put(((Enum<?>) constant).name(), value);
        }
        return new ByName<>(byName).nullSafe();
    }

    private static final class ByName<T> extends TypeAdapter<T> {
        private final Map<String, T> byName;

        ByName(Map<String, T> byName) {
            this.byName = Map.copyOf(byName);
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(((Enum<?>) value).name());
        }

        @Override
        public T read(JsonReader in) throws IOException {
            var path = in.getPath();
            if (in.peek() != JsonToken.STRING) {
                throw new JsonSyntaxException("a name was expected at " + path);
            }
            T value = byName.get(in.nextString());
            if (value == null) {
                throw new JsonSyntaxException("an unknown name at " + path);
            }
            return value;
        }
    }
}
