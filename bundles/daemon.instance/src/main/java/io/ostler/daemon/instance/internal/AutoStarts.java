package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.InstanceShelf.Entry;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.InstanceSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, once in the daemon's life, the instances that begin with it: in their order, a few at a time, the next one
 * when one runs or has failed. An instance of a type that isn't there holds up nobody. Thread-safe, nothing waits but
 * what is being started.
 */
final class AutoStarts {

    private static final int PATIENCE_SECONDS = 60;
    private static final Logger LOG = LoggerFactory.getLogger(AutoStarts.class);

    private final EngineParts parts;

    /** In their order; guarded by this, as is all below. */
    private final List<Entry> waiting = new ArrayList<>();

    /** What they ran before is known. */
    private final Set<InstanceId> known = new HashSet<>();

    private int starting;

    /** @param all those that were on the disk when the daemon began */
    AutoStarts(EngineParts parts, Collection<Entry> all) {
        this.parts = parts;
        all.stream()
                .filter(entry -> begins(entry.instance()))
                .sorted(Comparator.comparing(
                        Entry::snapshot,
                        Comparator.<InstanceSnapshot>comparingInt(
                                        s -> s.definition().care().startOrder())
                                .thenComparing(s -> s.definition().name())
                                .thenComparing(s -> s.id().value())))
                .forEach(waiting::add);
    }

    private static boolean begins(ManagedInstance instance) {
        synchronized (instance) {
            return instance.isReadable()
                    && (instance.definition().autoStart() || instance.ledger().resumes());
        }
    }

    /** Its type is there and what it ran before is known. */
    void isKnown(Entry entry) {
        synchronized (this) {
            known.add(entry.instance().folders().id());
        }
        goOn();
    }

    private void goOn() {
        for (var next = next(); next != null; next = next()) {
            var entry = next;
            parts.run(() -> start(entry));
        }
    }

    private synchronized @Nullable Entry next() {
        if (starting >= parts.wishes().get().startsAtOnce()) {
            return null;
        }
        for (int i = 0; i < waiting.size(); i++) {
            var entry = waiting.get(i);
            var snapshot = entry.snapshot();
            if (known.contains(snapshot.id())) {
                waiting.remove(i);
                starting++;
                return entry;
            }
            if (parts.types().find(snapshot.definition().type()).isPresent()) {
                return null; // about to be known; those behind it wait for their turn
            }
        }
        return null;
    }

    private void start(Entry entry) {
        var id = entry.instance().folders().id();
        try {
            entry.power()
                    .startWithDaemon()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .handle((done, failure) -> {
                        if (failure != null) {
                            LOG.warn("Instance {} did not start with the daemon: {}", id, failure.toString());
                        }
                        ended();
                        return CompletableFuture.completedFuture(null);
                    });
        } catch (OstlerException e) {
            LOG.warn("Instance {} did not start with the daemon: {}", id, e.toString());
            ended();
        }
    }

    private void ended() {
        synchronized (this) {
            starting--;
        }
        goOn();
    }
}
