package io.ostler.panel.core.internal.event;

import io.ostler.panel.api.event.Events.Event;
import io.ostler.panel.api.event.Events.Listener;
import io.ostler.panel.api.event.Events.Subscription;
import io.ostler.panel.api.event.Events.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbered events of one topic, the last ones kept. Listeners are called under the lock: that alone gives each of
 * them every event once and in order, also when it joins in the middle. Thread-safe.
 */
final class TopicLog {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLog.class);

    private final Topic topic;
    private final int kept;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private long last;

    TopicLog(Topic topic, int kept) {
        this.topic = topic;
        this.kept = kept;
    }

    void publish(String kind, String id) {
        lock.lock();
        try {
            var event = new Event(topic, ++last, Instant.now(), kind, id);
            if (events.size() == kept) {
                events.removeFirst();
            }
            events.addLast(event);
            listeners.forEach(listener -> tell(listener, event));
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Subscription subscribe(@Nullable Long after, Listener listener) {
        lock.lock();
        try {
            if (after != null) {
                if (after > last || after < last - events.size()) {
                    return null;
                }
                events.stream().filter(event -> event.sequence() > after).forEach(event -> tell(listener, event));
            }
            listeners.add(listener);
            return () -> remove(listener);
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Listener listener, Event event) {
        try {
            listener.event(event);
        } catch (RuntimeException e) {
            // Boundary: one reader's fault must not keep the change from the others or from its publisher.
            LOG.warn("a listener failed on event {}", event, e);
        }
    }

    private void remove(Listener listener) {
        lock.lock();
        try {
            listeners.removeIf(other -> other == listener);
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }
}
