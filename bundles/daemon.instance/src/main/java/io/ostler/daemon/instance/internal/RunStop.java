package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.instance.internal.launch.InputText;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import java.time.Duration;
import java.time.Instant;
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
    private @Nullable Future<?> deadlineWatch;

    /** @param isPresent whether a run is still the instance's; asked with the monitor held */
    RunStop(ManagedInstance instance, EngineParts parts, Predicate<InstanceRun> isPresent) {
        this.instance = instance;
        this.parts = parts;
        this.isPresent = isPresent;
    }

    /** Whatever can be written down or not: a full disk must not keep a program running. */
    void begin(InstanceRun run, Requested wish) {
        var now = parts.now();
        var deadline = now.plus(instance.runDefinition().stopTimeout());
        instance.tryRecord(instance.ledger().ending(wish, now, deadline));
        instance.apply(new Event.StopBegun(now, deadline));
        killAt(deadline, run);
        parts.run(() -> ask(run));
    }

    /** @param run null while it is still being started; it is killed as soon as it is there */
    void beginKill(@Nullable InstanceRun run) {
        var now = parts.now();
        var deadline = now.plus(KILL_AGAIN);
        instance.tryRecord(instance.ledger().ending(Requested.KILL, now, deadline));
        instance.apply(new Event.StopBegun(now, deadline));
        if (run != null) {
            kill(run);
        }
    }

    void kill(InstanceRun run) {
        killAt(parts.now().plus(KILL_AGAIN), run);
        parts.run(run::kill);
    }

    /** Goes on where an earlier life of the daemon ended. */
    void resume(InstanceRun run, Instant since, Instant deadline) {
        RunLedger ledger = instance.ledger();
        instance.apply(new Event.StopBegun(since, deadline));
        if (ledger.requested() == Requested.KILL) {
            kill(run);
            return;
        }
        killAt(deadline, run);
        if (!ledger.stopSent()) {
            parts.run(() -> ask(run));
        }
    }

    void cancel() {
        if (deadlineWatch != null) {
            deadlineWatch.cancel(false);
            deadlineWatch = null;
        }
    }

    /** Without the monitor: a type may take its time. */
    private void ask(InstanceRun run) {
        InstanceDefinition definition;
        synchronized (instance) {
            definition = instance.runDefinition();
        }
        try {
            switch (definition.stop()) {
                case StopAction.Command(var text) -> run.write(InputText.lines(text, definition));
                case StopAction.Signal(var name) -> run.signal(name);
                case StopAction.Plan(var steps) -> throw new UnsupportedOperationException("" + steps);
            }
        } catch (OstlerException e) {
            LOG.warn(
                    "Instance {} can't be asked to stop: {}", instance.folders().id(), e.toString());
            return; // the deadline does it
        }
        synchronized (instance) {
            if (isPresent.test(run) && instance.ledger().requested() != Requested.KILL) {
                instance.tryRecord(instance.ledger().sent());
            }
        }
    }

    private void killAt(Instant time, InstanceRun run) {
        cancel();
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
