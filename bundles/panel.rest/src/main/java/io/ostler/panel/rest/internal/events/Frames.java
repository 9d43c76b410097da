package io.ostler.panel.rest.internal.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.event.Events.Event;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.rest.internal.host.Application;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts on the event socket, as docs/http-api.md says. Stateless. */
final class Frames {
    private Frames() {}

    /** What a client may say: one of the words, and where to resume. */
    record Wish(
            @Nullable String subscribe,
            @Nullable String unsubscribe,
            @Nullable String epoch,
            @Nullable Long after,
            @Nullable Long ping) {}

    private record Changed(String topic, long seq, Instant time, String kind, Object data) {}

    private record Removed(String topic, long seq, Instant time, String kind, String id) {}

    private record Subscribed(String subscribed, String epoch, long seq) {}

    private record Gap(String gap, String epoch, long seq) {}

    private record Pong(long pong) {}

    private record SignedOut(boolean signedOut) {}

    private record RightsChanged(boolean rightsChanged) {}

    private record Refused(Reason error) {}

    private record Reason(String code, Map<String, String> params) {}

    /** The wish, or {@code INVALID_REQUEST}. */
    static Wish read(String text) {
        try {
            var wish = Application.json().readValue(text, Wish.class);
            if (wish != null) {
                return wish;
            }
        } catch (JsonProcessingException e) {
            // told below: whatever is wrong with it, it is no frame of ours
        }
        throw OstlerException.invalid("frame", "a known JSON object");
    }

    static String name(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }

    static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> name(topic).equals(name))
                .findAny()
                .orElseThrow(() -> OstlerException.invalid("subscribe", "instances, nodes or tasks"));
    }

    static String changed(Event event, Object data) {
        return write(new Changed(name(event.topic()), event.sequence(), event.time(), "changed", data));
    }

    static String removed(Event event) {
        return write(new Removed(name(event.topic()), event.sequence(), event.time(), "removed", event.id()));
    }

    static String subscribed(Topic topic, String epoch, long sequence) {
        return write(new Subscribed(name(topic), epoch, sequence));
    }

    static String gap(Topic topic, String epoch, long sequence) {
        return write(new Gap(name(topic), epoch, sequence));
    }

    static String pong(long number) {
        return write(new Pong(number));
    }

    static String signedOut() {
        return write(new SignedOut(true));
    }

    /** What the client knows of its own rights is no longer so. */
    static String rightsChanged() {
        return write(new RightsChanged(true));
    }

    static String refused(OstlerException error) {
        return write(new Refused(new Reason(error.code().name(), error.parameters())));
    }

    private static String write(Object frame) {
        try {
            return Application.json().writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
