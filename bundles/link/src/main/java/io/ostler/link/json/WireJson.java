package io.ostler.link.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * The one mapping between the house's records and JSON: enums by name, instants as ISO 8601, durations in
 * milliseconds, ids as plain text, bytes in base64, sealed types with a {@code type} key. A record whose component is
 * missing or null without being {@code @Nullable}, an unknown enum name or type, a value that a record's constructor
 * refuses: all end in a {@link com.google.gson.JsonParseException} that names the place; an
 * {@link io.ostler.model.OstlerException} of a constructor is its cause. Unknown keys are passed over, so that a newer
 * end can talk to an older one. Thread-safe.
 */
public final class WireJson {
    private static final Gson GSON = configure(new GsonBuilder()).create();

    private WireJson() {}

    /** Ready to use. */
    public static Gson gson() {
        return GSON;
    }

    /** The mapping for a builder that has settings of its own, such as pretty printing. */
    public static GsonBuilder configure(GsonBuilder builder) {
        return builder.disableHtmlEscaping()
                .setStrictness(Strictness.STRICT)
                .registerTypeAdapterFactory(new RecordAdapterFactory())
                .registerTypeAdapterFactory(new SealedAdapterFactory())
                .registerTypeAdapterFactory(new EnumAdapterFactory())
                .registerTypeAdapter(Instant.class, ScalarAdapter.text(Instant::parse, Instant::toString))
                .registerTypeAdapter(Duration.class, new DurationAdapter())
                .registerTypeAdapter(byte[].class, ScalarAdapter.base64())
                .registerTypeAdapter(InstanceId.class, ScalarAdapter.text(InstanceId::new, InstanceId::value))
                .registerTypeAdapter(NodeId.class, ScalarAdapter.text(NodeId::new, NodeId::value))
                .registerTypeAdapter(TaskId.class, ScalarAdapter.text(TaskId::new, TaskId::value))
                .registerTypeAdapter(UserId.class, ScalarAdapter.text(UserId::new, UserId::value));
    }
}
