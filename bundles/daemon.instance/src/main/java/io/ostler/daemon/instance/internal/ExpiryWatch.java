package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.protocol.InstanceSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what runs past its expiry, gracefully, also while no panel is linked. Sleeps until the next of them is due.
 * Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
public final class ExpiryWatch implements InstanceEngine.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    /** Clocks are set: a distant end is looked at again after this time. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final InstanceEngine engine;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("ostler-expiry").factory());
    private final Map<InstanceId, ScheduledFuture<?>> due = new ConcurrentHashMap<>();
    private final AutoCloseable listening;

    @Activate
    public ExpiryWatch(@Reference InstanceEngine engine) {
        this(engine, Clock.systemUTC());
    }

    ExpiryWatch(InstanceEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        listening = engine.listen(this);
        engine.snapshots().forEach(this::changed);
    }

    @Deactivate
    void close() throws Exception {
        listening.close();
        timer.shutdownNow();
    }

    @Override
    public void changed(InstanceSnapshot snapshot) {
        due.compute(snapshot.id(), (id, planned) -> {
            if (planned != null) {
                planned.cancel(false);
            }
            var expires = snapshot.definition().care().expires();
            if (expires == null || !(snapshot.state() instanceof InstanceState.Running) || timer.isShutdown()) {
                return null;
            }
            return timer.schedule(() -> look(id), sleep(expires), TimeUnit.MILLISECONDS);
        });
    }

    private long sleep(Instant expires) {
        var now = clock.instant();
        return expires.isAfter(now.plus(LONGEST_SLEEP))
                ? LONGEST_SLEEP.toMillis()
                : Math.max(0, Duration.between(now, expires).toMillis() + 1);
    }

    private void look(InstanceId id) {
        try {
            var found = engine.find(id);
            if (found.isEmpty()) {
                return;
            }
            if (found.get().definition().care().isExpired(clock.instant())
                    && found.get().state() instanceof InstanceState.Running) {
                LOG.info("Instance {} has expired and is stopped", id);
                engine.power(id, PowerAction.STOP);
            } else {
                changed(found.get());
            }
        } catch (OstlerException e) {
            // Somebody was faster: it ends already, and what starts anew is refused.
            LOG.debug("Instance {} could not be stopped at its expiry: {}", id, e.toString());
        }
    }

    @Override
    public void removed(InstanceId id, long sequence) {
        var planned = due.remove(id);
        if (planned != null) {
            planned.cancel(false);
        }
    }
}
