package io.ostler.panel.core.internal.event;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.event.Events;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** All topics of this run of the panel. Thread-safe. */
@Component(service = Events.class)
public final class EventFeed implements Events {
    public static final String CHANGED = "changed";
    public static final String REMOVED = "removed";

    private final String epoch = UUID.randomUUID().toString();
    private final Map<Topic, TopicLog> topics = new EnumMap<>(Topic.class);

    @Activate
    public EventFeed() {
        for (var topic : Topic.values()) {
            topics.put(topic, new TopicLog(topic, KEPT));
        }
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public void publish(Topic topic, String kind, String id) {
        log(topic).publish(kind, id);
    }

    @Override
    public @Nullable Subscription subscribe(Caller caller, Topic topic, @Nullable Long after, Listener listener) {
        return log(topic).subscribe(after, listener);
    }

    @Override
    public long last(Topic topic) {
        return log(topic).last();
    }

    private TopicLog log(Topic topic) {
        return Objects.requireNonNull(topics.get(topic));
    }
}
