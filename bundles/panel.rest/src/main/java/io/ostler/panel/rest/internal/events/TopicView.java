package io.ostler.panel.rest.internal.events;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.event.Events.Event;
import io.ostler.panel.api.event.Events.Listener;
import io.ostler.panel.api.event.Events.Subscription;
import io.ostler.panel.api.event.Events.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of one socket. Events wait here, the newest per object, in the order of their numbers, so that a
 * client that resumes at the last number it got misses nothing. To somebody who doesn't see everything, the removal of
 * an object is told only if they could see it before. Thread-safe.
 */
final class TopicView implements Listener {
    private final Subjects subjects;
    private final Caller caller;
    private final Topic topic;
    private final Runnable arrived;
    private final boolean seesAll;

    // all guarded by this
    private final Map<String, Event> waiting = new LinkedHashMap<>();
    private final Set<String> seen;
    private @Nullable Subscription subscription;
    private boolean closed;

    TopicView(Subjects subjects, Caller caller, Topic topic, Runnable arrived) {
        subjects.require(caller, topic);
        this.subjects = subjects;
        this.caller = caller;
        this.topic = topic;
        this.arrived = arrived;
        this.seesAll = subjects.seesAll(caller, topic);
        this.seen = seesAll ? Set.of() : subjects.visible(caller, topic);
    }

    /** Subscribes, and says with which frame to answer. */
    String open(@Nullable String epoch, @Nullable Long after) {
        var events = subjects.events();
        var resumes = after != null && events.epoch().equals(epoch) && resume(after);
        if (!resumes) {
            keep(events.subscribe(caller, topic, null, this));
        }
        var last = events.last(topic);
        return after == null || resumes
                ? Frames.subscribed(topic, events.epoch(), last)
                : Frames.gap(topic, events.epoch(), last);
    }

    private boolean resume(long after) {
        var resumed = subjects.events().subscribe(caller, topic, after, this);
        if (resumed == null) {
            return false;
        }
        if (seesAll || waitingAreSeen()) {
            keep(resumed);
            return true;
        }
        // One of the missed events is about something that the caller can't see (any more). Whether they ever could
        // isn't known, so they fetch the list instead of being told about strangers' objects or keeping a lost one.
        resumed.close();
        clear();
        return false;
    }

    private synchronized boolean waitingAreSeen() {
        return waiting.keySet().stream().allMatch(seen::contains);
    }

    private synchronized void clear() {
        waiting.clear();
    }

    private void keep(@Nullable Subscription opened) {
        synchronized (this) {
            if (!closed) {
                subscription = opened;
                return;
            }
        }
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public void event(Event event) {
        synchronized (this) {
            waiting.remove(event.id());
            waiting.put(event.id(), event);
        }
        arrived.run();
    }

    synchronized boolean waits() {
        return !waiting.isEmpty();
    }

    /** The next event that waits. */
    synchronized Optional<Event> take() {
        var first = waiting.entrySet().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        var event = first.next().getValue();
        first.remove();
        return Optional.of(event);
    }

    /** The event as a frame; empty when the caller must not learn of it. */
    Optional<String> frame(Event event) {
        var subject = subjects.find(caller, event);
        if (subject.isPresent()) {
            note(event.id());
            return Optional.of(Frames.changed(event, subject.get()));
        }
        return seesAll || forgets(event.id()) ? Optional.of(Frames.removed(event)) : Optional.empty();
    }

    private synchronized void note(String id) {
        if (!seesAll) {
            seen.add(id);
        }
    }

    private synchronized boolean forgets(String id) {
        return seen.remove(id);
    }

    void close() {
        Subscription open;
        synchronized (this) {
            closed = true;
            open = subscription;
            subscription = null;
            waiting.clear();
        }
        if (open != null) {
            open.close();
        }
    }
}
