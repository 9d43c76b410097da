package io.ostler.daemon.instance.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, once in the daemon's life, the instances that begin with it; a few at a time. Thread-safe. */
final class AutoStarts {

    private static final int AT_A_TIME = 8;
    private static final int PATIENCE_SECONDS = 60;
    private static final Logger LOG = LoggerFactory.getLogger(AutoStarts.class);

    private final EngineParts parts;
    private final Set<InstanceId> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_A_TIME);

    AutoStarts(EngineParts parts) {
        this.parts = parts;
    }

    /** It was on the disk when the daemon began. */
    void add(ManagedInstance instance) {
        if (instance.snapshot().definition().autoStart()) {
            waiting.add(instance.folders().id());
        }
    }

    /** Its type is there now and what it ran before is known. */
    void start(ManagedInstance instance, InstancePower power) {
        var id = instance.folders().id();
        if (waiting.remove(id) && !instance.snapshot().state().isAlive()) {
            parts.run(() -> startInTurn(id, power));
        }
    }

    private void startInTurn(InstanceId id, InstancePower power) {
        try {
            turns.acquire();
            try {
                power.act(PowerAction.START).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                turns.release();
            }
        } catch (OstlerException | ExecutionException e) {
            LOG.warn("Instance {} did not start with the daemon: {}", id, e.toString());
        } catch (TimeoutException e) {
            LOG.debug("The start of instance {} takes its time; others go on", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
