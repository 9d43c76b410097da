package io.ostler.link.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import io.ostler.model.Id;
import org.jspecify.annotations.Nullable;

/** Gives records the strict {@link RecordAdapter}; Gson's own would fill gaps with null and zero. Stateless. */
final class RecordAdapterFactory implements TypeAdapterFactory {

    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> token) {
        Class<? super T> raw = token.getRawType();
        return raw.isRecord() && !Id.class.isAssignableFrom(raw) && !SealedAdapterFactory.isMember(raw)
                ? new RecordAdapter<>(gson, token).nullSafe()
                : null;
    }
}
