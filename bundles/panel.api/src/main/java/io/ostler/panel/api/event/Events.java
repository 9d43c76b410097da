package io.ostler.panel.api.event;

import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Live changes. Thread-safe. Each topic counts its events; the last {@value #KEPT} are kept, so that a reader that was
 * away can go on from its number or learns that it must fetch again.
 */
@ProviderType
public interface Events {

    /** How many events of a topic can be resumed. */
    int KEPT = 4096;

    /**
     * Topics: {@code instances}, {@code nodes}, {@code tasks}, {@code samples} (what instances use), {@code presence}
     * and {@code findings} of consoles, {@code batches}.
     */
    enum Topic {
        INSTANCES,
        NODES,
        TASKS,
        SAMPLES,
        PRESENCE,
        FINDINGS,
        BATCHES
    }

    /**
     * @param sequence 1, 2, 3 … per topic, anew with each start of the panel ({@code epoch} tells)
     * @param kind {@code changed} or {@code removed}
     * @param id of the object
     */
    record Event(Topic topic, long sequence, Instant time, String kind, String id) {}

    /** Identity of this run of the panel: sequences of another one mean nothing. */
    String epoch();

    void publish(Topic topic, String kind, String id);

    /**
     * Sends what comes after {@code after} (null: from now on). Null when those are no longer kept: fetch the list,
     * then subscribe from now. The listener gets every event of the topic; the edge looks each object up with the
     * caller's rights before it shows anything.
     */
    @Nullable
    Subscription subscribe(Caller caller, Topic topic, @Nullable Long after, Listener listener);

    /** Last number given out. */
    long last(Topic topic);

    /** Called in order, on the publisher's thread: return at once. */
    interface Listener {
        void event(Event event);
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
