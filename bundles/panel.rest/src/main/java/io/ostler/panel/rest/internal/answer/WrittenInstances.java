package io.ostler.panel.rest.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import io.ostler.panel.rest.internal.body.UsageBodies.InstanceUsage;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Instances in JSON as all get them who may do everything with them: written again when something about one changed,
 * otherwise the bytes of the last time. They are given up when memory is short. Thread-safe.
 */
final class WrittenInstances {
    /** Deleted ones are left behind; then all are forgotten. */
    private static final int MOST = 20_000;

    private final ObjectMapper json;
    private volatile SoftReference<Map<InstanceId, Written>> known = new SoftReference<>(new ConcurrentHashMap<>());

    private record Written(
            Instances.Instance instance,
            int problems,
            @Nullable InstanceUsage usage,
            byte[] bytes) {}

    WrittenInstances(ObjectMapper json) {
        this.json = json;
    }

    /** @param body is asked for when something changed since the last time */
    byte[] bytes(Instances.Instance instance, int problems, @Nullable InstanceUsage usage, Supplier<Instance> body) {
        var all = known();
        var last = all.get(instance.snapshot().id());
        if (last != null
                && last.problems == problems
                && Objects.equals(last.usage, usage)
                && last.instance.equals(instance)) {
            return last.bytes;
        }
        byte[] bytes = write(body.get());
        all.put(instance.snapshot().id(), new Written(instance, problems, usage, bytes));
        return bytes;
    }

    byte[] write(@Nullable Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code InstanceList} would be written. */
    byte[] list(List<byte[]> instances, @Nullable String next, int total) {
        byte[] head = ascii("{\"instances\":[");
        byte[] middle = ascii("],\"next\":");
        byte[] cursor = write(next);
        byte[] tail = ascii(",\"total\":" + total + "}");
        int length = head.length + middle.length + cursor.length + tail.length + Math.max(0, instances.size() - 1);
        for (byte[] instance : instances) {
            length += instance.length;
        }
        byte[] all = new byte[length];
        int at = append(all, 0, head);
        for (int i = 0; i < instances.size(); i++) {
            if (i > 0) {
                all[at++] = ',';
            }
            at = append(all, at, instances.get(i));
        }
        at = append(all, at, middle);
        at = append(all, at, cursor);
        append(all, at, tail);
        return all;
    }

    private static int append(byte[] all, int at, byte[] part) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Map<InstanceId, Written> known() {
        var present = known.get();
        if (present == null || present.size() > MOST) {
            present = new ConcurrentHashMap<>();
            known = new SoftReference<>(present);
        }
        return present;
    }
}
