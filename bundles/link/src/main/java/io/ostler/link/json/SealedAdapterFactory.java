package io.ostler.link.json;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.ostler.model.Id;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sealed interfaces of records, such as {@link io.ostler.model.InstanceState}: the record's object with a {@code type}
 * key first, its value the record's name in lower case. The records themselves look the same on their own. Stateless.
 */
final class SealedAdapterFactory implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
        Class<? super T> raw = token.getRawType();
        var family = raw.isRecord() ? familyOf(raw) : Optional.<Class<?>>of(raw).filter(SealedAdapterFactory::isFamily);
        return family.<TypeAdapter<T>>map(known -> new ByType<T>(gson, known, raw).nullSafe())
                .orElse(null);
    }

    /** Whether the record is one of a sealed interface's. */
    static boolean isMember(Class<?> record) {
        return familyOf(record).isPresent();
    }

    private static Optional<Class<?>> familyOf(Class<?> record) {
        return Stream.<Class<?>>of(record.getInterfaces())
                .filter(SealedAdapterFactory::isFamily)
                .findFirst();
    }

    private static boolean isFamily(Class<?> type) {
        return type.isInterface()
                && type.isSealed()
                && type != Id.class
                && Stream.of(type.getPermittedSubclasses()).allMatch(Class::isRecord);
    }

    private record Member(Class<?> type, RecordAdapter<?> adapter) {}

    private static final class ByType<T> extends TypeAdapter<T> {
        private final Class<?> wanted;
        private final Map<String, Member> members = new LinkedHashMap<>();

        ByType(Gson gson, Class<?> family, Class<?> wanted) {
            this.wanted = wanted;
            for (Class<?> type : family.getPermittedSubclasses()) {
                members.put(name(type), new Member(type, new RecordAdapter<>(gson, TypeToken.get(type))));
            }
        }

        private static String name(Class<?> type) {
            return type.getSimpleName().toLowerCase(Locale.ROOT);
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            var name = name(value.getClass());
            @SuppressWarnings("unchecked")
            var adapter =
                    (RecordAdapter<T>) Objects.requireNonNull(members.get(name)).adapter();
            out.beginObject();
            out.name("type").value(name);
            adapter.writeParts(out, value);
            out.endObject();
        }

        @Override
        @SuppressWarnings("unchecked")
        public T read(JsonReader in) throws IOException {
            var path = in.getPath();
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw new JsonSyntaxException("an object was expected at " + path);
            }
            // The key may stand anywhere in the object, so the object is read whole; these are small.
            JsonObject object = JsonParser.parseReader(in).getAsJsonObject();
            var member = object.get("type") instanceof JsonPrimitive name && name.isString()
                    ? members.get(name.getAsString())
                    : null;
            if (member == null || !wanted.isAssignableFrom(member.type())) {
                throw new JsonSyntaxException("an unknown type at " + path);
            }
            return (T) member.adapter().fromJsonTree(object);
        }
    }
}
