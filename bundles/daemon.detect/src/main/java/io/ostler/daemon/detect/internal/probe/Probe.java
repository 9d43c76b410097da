package io.ostler.daemon.detect.internal.probe;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector or event reader behind a fence: what it throws and how long it takes is its own affair. One that is too
 * slow, or throws again and again, is left out from then on. Called on the {@link ProbeThread} only; being left out may be said by any
 * thread.
 *
 * @param <R> what it makes of a line
 */
public final class Probe<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final int MOST_ERRORS = 100;

    private final String id;
    private final Object service;
    private final ProbeThread thread;
    private final Function<InstanceDefinition, Boolean> watches;
    private final Function<String, Optional<R>> look;
    private final TimeBudget budget = new TimeBudget();
    private int errors;
    private volatile boolean leftOut;

    private Probe(
            String id,
            Object service,
            ProbeThread thread,
            Function<InstanceDefinition, Boolean> watches,
            Function<String, Optional<R>> look) {
        this.id = id;
        this.service = service;
        this.thread = thread;
        this.watches = watches;
        this.look = look;
    }

    static Probe<ProblemDetector.Problem> of(String id, ProblemDetector detector, ProbeThread thread) {
        return new Probe<>(id, detector, thread, detector::watches, detector::look);
    }

    static Probe<EventReader.Event> of(String id, EventReader reader, ProbeThread thread) {
        return new Probe<>(id, reader, thread, reader::reads, reader::read);
    }

    public String id() {
        return id;
    }

    Object service() {
        return service;
    }

    public boolean isLeftOut() {
        return leftOut;
    }

    /** Whether it wants the lines of such an instance. */
    public boolean watches(InstanceDefinition definition) {
        return Boolean.TRUE.equals(call(() -> watches.apply(definition)));
    }

    /** Null: nothing. */
    public @Nullable R look(String line) {
        var found = call(() -> look.apply(line));
        return found == null ? null : found.orElse(null);
    }

    private <T> @Nullable T call(Supplier<T> work) {
        if (leftOut) {
            return null;
        }
        long began = System.nanoTime();
        thread.enter(this);
        T answer = null;
        try {
            answer = work.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) { // a plug-in's own mistakes
            failed(e);
        } finally {
            thread.leave();
        }
        long now = System.nanoTime();
        if (budget.isExceededBy(now - began, now)) {
            leaveOut("takes too long");
            return null;
        }
        return answer;
    }

    private void failed(Throwable e) {
        errors++;
        if (errors == 1) {
            LOG.error("{} failed at a line; it goes on with the next", id, e);
        } else if (errors >= MOST_ERRORS) {
            leaveOut("fails all the time");
        }
    }

    void leaveOut(String reason) {
        if (!leftOut) {
            leftOut = true;
            LOG.error(
                    "{} ({}) {}: it is left out until the daemon's next start",
                    id,
                    service.getClass().getName(),
                    reason);
        }
    }
}
