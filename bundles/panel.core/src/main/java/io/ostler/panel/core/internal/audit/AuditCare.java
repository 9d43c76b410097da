package io.ostler.panel.core.internal.audit;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.api.store.SettingStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some minutes after a panel ended in the middle of acts, records them with an unknown result; and removes what is older
 * or more than is kept, some thousand at a time. Thread-safe.
 */
@Component(service = AuditCare.class, immediate = true)
public final class AuditCare {
    private static final Logger LOG = LoggerFactory.getLogger(AuditCare.class);
    /** No act takes so long: another panel on the same database isn't about to end it. */
    static final Duration LONGEST_ACT = Duration.ofMinutes(10);

    private static final int AT_ONCE = 5000;
    private static final int MINUTES = 5;

    private final AuditStore store;
    private final SettingStore settings;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ostler-audit-care").factory());

    @Activate
    public AuditCare(@Reference AuditStore store, @Reference SettingStore settings) {
        this(store, settings, Clock.systemUTC());
        var unused = executor.scheduleWithFixedDelay(this::care, 1, MINUTES, TimeUnit.MINUTES);
    }

    AuditCare(AuditStore store, SettingStore settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Deactivate
    void close() {
        executor.shutdown();
    }

    void care() {
        try {
            endForgotten();
            removeOldest();
        } catch (OstlerException e) {
            LOG.warn("The audit can't be looked after, trying again later: {}", e.code());
        } catch (RuntimeException e) {
            // The executor would silently never run the task again.
            LOG.error("The audit can't be looked after", e);
        }
    }

    private void endForgotten() {
        for (var act : store.open(clock.instant().minus(LONGEST_ACT))) {
            store.write(List.of(), List.of(new Ended(act.id(), act.act(), AuditResult.UNKNOWN)));
        }
    }

    private void removeOldest() {
        var kept = KeptRecords.of(settings);
        var oldest = clock.instant().minus(Duration.ofDays(kept.days()));
        while (!executor.isShutdown() && store.removeOldest(oldest, kept.records(), AT_ONCE) == AT_ONCE) {
            LOG.debug("Removed {} records of the audit", AT_ONCE);
        }
    }
}
