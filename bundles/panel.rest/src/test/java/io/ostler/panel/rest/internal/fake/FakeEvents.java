package io.ostler.panel.rest.internal.fake;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.event.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A feed in a list. */
public final class FakeEvents implements Events {
    private final List<Event> events = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    /** Numbers up to here are forgotten. */
    private long forgotten;

    @Override
    public String epoch() {
        return "epoch-1";
    }

    @Override
    public synchronized void publish(Topic topic, String kind, String id) {
        var event = new Event(topic, last(topic) + 1, Instant.EPOCH, kind, id);
        events.add(event);
        List.copyOf(listeners).forEach(listener -> listener.event(event));
    }

    public synchronized void forget() {
        forgotten = events.size();
    }

    @Override
    public synchronized Subscription subscribe(Caller caller, Topic topic, Long after, Listener listener) {
        if (after != null && after < forgotten) {
            return null;
        }
        events.stream()
                .filter(e -> e.topic() == topic && after != null && e.sequence() > after)
                .forEach(listener::event);
        Listener filtered = event -> {
            if (event.topic() == topic) {
                listener.event(event);
            }
        };
        listeners.add(filtered);
        return () -> remove(filtered);
    }

    private synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    public synchronized int listeners() {
        return listeners.size();
    }

    @Override
    public synchronized long last(Topic topic) {
        return events.stream().filter(e -> e.topic() == topic).count();
    }
}
