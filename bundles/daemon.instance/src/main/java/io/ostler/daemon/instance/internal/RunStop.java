package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run: asks it by the definition's stop action, kills it at the deadline, and again while it doesn't go. Its
 * methods are called with the instance's monitor held.
 */
final class RunStop {

    /** After it a kill is tried again. */
    private static final Duration KILL_AGAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RunStop.class);

    private final ManagedInstance instance;
    private final EngineParts parts;
    private final Predicate<InstanceRun> isPresent;
    private final StopSteps steps;
    private @Nullable Future<?> deadlineWatch;

    /** @param isPresent whether a run is still the instance's; asked with the monitor held */
    RunStop(ManagedInstance instance, EngineParts parts, Predicate<InstanceRun> isPresent) {
        this.instance = instance;
        this.parts = parts;
        this.isPresent = isPresent;
        steps = new StopSteps(instance, parts, isPresent);
    }

    /** Whatever can be written down or not: a full disk must not keep a program running. */
    void begin(InstanceRun run, Requested wish) {
        begin(run, wish, instance.runDefinition().stopTimeout());
    }

    /** @param patience until it is killed */
    void begin(InstanceRun run, Requested wish, Duration patience) {
        var now = parts.now();
        beginAsking(run, instance.ledger().ending(wish, now, now.plus(patience)));
    }

    /** The engine ends it by itself, which makes it a crash with this cause. */
    void beginFor(InstanceRun run, String cause, boolean asked) {
        var now = parts.now();
        var patience = asked ? instance.runDefinition().stopTimeout() : KILL_AGAIN;
        var ledger = instance.ledger().endingFor(cause, now, now.plus(patience), asked);
        if (asked) {
            beginAsking(run, ledger);
            return;
        }
        enter(ledger);
        kill(run);
    }

    /** @param run null while it is still being started; it is killed as soon as it is there */
    void beginKill(@Nullable InstanceRun run) {
        var now = parts.now();
        steps.cancel();
        enter(instance.ledger().ending(Requested.KILL, now, now.plus(KILL_AGAIN)));
        if (run != null) {
            kill(run);
        }
    }

    void kill(InstanceRun run) {
        killAt(parts.now().plus(KILL_AGAIN), run);
        parts.run(run::kill);
    }

    /** Goes on where an earlier life of the daemon ended. */
    void resume(InstanceRun run, RunLedger.Stop stop) {
        instance.apply(new Event.StopBegun(stop.since(), stop.deadline()));
        if (instance.ledger().requested() == Requested.KILL) {
            kill(run);
            return;
        }
        killAt(stop.deadline(), run);
        steps.begin(run);
    }

    void cancel() {
        steps.cancel();
        cancelWatch();
    }

    private void beginAsking(InstanceRun run, RunLedger ledger) {
        enter(ledger);
        killAt(Objects.requireNonNull(ledger.stop()).deadline(), run);
        steps.begin(run);
    }

    private void enter(RunLedger ledger) {
        var stop = Objects.requireNonNull(ledger.stop());
        instance.tryRecord(ledger);
        instance.apply(new Event.StopBegun(stop.since(), stop.deadline()));
    }

    private void cancelWatch() {
        if (deadlineWatch != null) {
            deadlineWatch.cancel(false);
            deadlineWatch = null;
        }
    }

    private void killAt(Instant time, InstanceRun run) {
        cancelWatch();
        long millis = Math.max(0, Duration.between(parts.now(), time).toMillis());
        try {
            deadlineWatch = parts.timer().schedule(() -> parts.run(() -> overdue(run)), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine stops; the next life watches the deadline");
        }
    }

    private void overdue(InstanceRun run) {
        synchronized (instance) {
            if (isPresent.test(run)) {
                LOG.warn(
                        "Instance {} did not end in time and is killed",
                        instance.folders().id());
                kill(run);
            }
        }
    }
}
