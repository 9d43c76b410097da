package io.ostler.panel.api.batch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.instance.Instances.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Actions on many instances, with a result for each. The panel works them off in memory, in the order that was given; who
 * ordered one and administrators see it, and it lives on when they close the page, not when the panel ends. Each
 * single step is checked with the rights that its person holds at that moment. Thread-safe. Changes are events of topic
 * {@code batches}.
 */
@ProviderType
public interface Batches {
    int MOST_INSTANCES = 1000;
    int MOST_RUNNING = 5;
    int MOST_AT_ONCE = 50;
    Duration LONGEST_SPACING = Duration.ofMinutes(10);

    enum Action {
        START,
        STOP,
        RESTART,
        KILL,
        DELETE
    }

    /**
     * @param instances which, null: all that {@code filter} finds at this moment; exactly one of them is set
     * @param withFiles of DELETE
     * @param atOnce how many are asked at the same time, 1 to {@value #MOST_AT_ONCE}
     * @param spacing least time from one to the next, at most {@link #LONGEST_SPACING}
     */
    record Order(
            @Nullable List<InstanceId> instances,
            @Nullable Filter filter,
            Action action,
            boolean withFiles,
            int atOnce,
            Duration spacing) {}

    enum Phase {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** @param problem why it failed, with the parameters of its message */
    record Item(
            InstanceId instance,
            String name,
            Phase phase,
            @Nullable ErrorCode problem,
            Map<String, String> parameters) {
        public Item {
            parameters = Map.copyOf(parameters);
        }
    }

    /** @param ended null while something is to be done */
    record Batch(
            String id,
            UserId user,
            String userName,
            Action action,
            List<Item> items,
            Instant created,
            @Nullable Instant ended) {
        public Batch {
            items = List.copyOf(items);
        }

        public int count(Phase phase) {
            return (int) items.stream().filter(item -> item.phase() == phase).count();
        }
    }

    /**
     * {@code INVALID_REQUEST} for none or more than {@value #MOST_INSTANCES}; {@code TASK_LIMIT} beyond
     * {@value #MOST_RUNNING} of one person. What the caller may not see is NOT_FOUND as any other.
     */
    Batch begin(Caller caller, Order order);

    /** Newest first: those under way, and the last that ended. */
    List<Batch> list(Caller caller);

    /** {@code NOT_FOUND} also for somebody else's. */
    Batch get(Caller caller, String id);

    /** What hasn't begun won't; one that has ended is taken off the list. */
    void remove(Caller caller, String id);
}
