package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.state.Transitions;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.daemon.instance.internal.store.RunLedger.Retries;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState.Recovery;
import io.ostler.model.RestartPolicy;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the restart policy makes of ends that nobody asked for. The count stands in the ledger; all that waits in memory
 * is an entry of the timer. Its methods are called with the instance's monitor held.
 */
final class Recoveries {

    private static final Logger LOG = LoggerFactory.getLogger(Recoveries.class);

    private final ManagedInstance instance;
    private final EngineParts parts;
    private final Runnable start;
    private @Nullable Future<?> waiting;

    /** @param start makes the start that is due; called with the monitor held, of an instance that waits for it */
    Recoveries(ManagedInstance instance, EngineParts parts, Runnable start) {
        this.instance = instance;
        this.parts = parts;
        this.start = start;
    }

    /** What is done about an end; null: nothing. */
    @Nullable
    Retries after(ExitInfo exit) {
        var policy = policy();
        if (!policy.wants(exit) || isForQuota()) {
            return null;
        }
        return again(policy, exit.ran().compareTo(policy.healthy()) >= 0 ? 0 : made());
    }

    /** Nothing that it writes is taken away by another start: it would only end so again. */
    private boolean isForQuota() {
        var stop = instance.ledger().stop();
        return stop != null && InstanceEngine.CAUSE_QUOTA.equals(stop.cause());
    }

    /** What is done about a start that failed: nothing, unless the policy had made it. */
    @Nullable
    Retries afterFailedStart() {
        var ledger = instance.ledger();
        return ledger.exit() == null
                        || ledger.retries() == null
                        || ledger.requested() != Requested.NOTHING
                        || policy().when() == RestartPolicy.When.NEVER
                ? null
                : again(policy(), made());
    }

    /** How many starts in a row the policy has made up to now. */
    int made() {
        var retries = instance.ledger().retries();
        return retries == null ? 0 : retries.attempt();
    }

    /** As people see it. */
    static @Nullable Recovery shown(@Nullable Retries retries, InstanceDefinition definition) {
        return retries == null
                ? null
                : new Recovery(retries.attempt(), definition.care().restart().attempts(), retries.next());
    }

    /** Makes the start when it is due, if one is meant to be made. */
    void await() {
        cancel();
        var retries = instance.ledger().retries();
        if (retries == null || retries.next() == null || !Transitions.isWaiting(instance.state())) {
            return;
        }
        long millis = Math.max(0, Duration.between(parts.now(), retries.next()).toMillis() + 1);
        try {
            waiting = parts.timer().schedule(() -> parts.run(this::due), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine stops; the next life starts it");
        }
    }

    /** Nothing is started by itself any more. */
    void callOff() {
        cancel();
        if (Transitions.isWaiting(instance.state())) {
            var last = instance.ledger().exit();
            instance.tryRecord(RunLedger.rest(last));
            instance.apply(new Event.Settled(last));
        }
    }

    /** A changed definition may not want it any more. */
    void definitionChanged() {
        if (policy().when() == RestartPolicy.When.NEVER) {
            callOff();
        }
    }

    void cancel() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }

    private void due() {
        synchronized (instance) {
            var retries = instance.ledger().retries();
            if (instance.isRemoved()
                    || !Transitions.isWaiting(instance.state())
                    || retries == null
                    || retries.next() == null) {
                return;
            }
            if (retries.next().isAfter(parts.now())) {
                await(); // another one than it was made for
            } else {
                start.run();
            }
        }
    }

    private Retries again(RestartPolicy policy, int made) {
        if (made >= policy.attempts()) {
            LOG.warn(
                    "Instance {} ended {} times in a row and is not started again",
                    instance.folders().id(),
                    made + 1);
            return new Retries(made, null);
        }
        return new Retries(made + 1, parts.now().plus(policy.delayBefore(made + 1)));
    }

    private RestartPolicy policy() {
        return instance.definition().care().restart();
    }
}
