package io.ostler.panel.core.internal.member;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what members have open at the moment when their time is over; what they may do ends by itself. What ended while
 * the panel was down is found when the node is linked again. Thread-safe; sleeps until the next end.
 */
@Component(service = MemberExpiry.class)
public final class MemberExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(MemberExpiry.class);
    /** Clocks are set now and then: look at least that often while anybody's time runs. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final MemberRecords records;
    private final RightsChange change;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ostler-members").factory());
    private Instant looked;
    private @Nullable ScheduledFuture<?> next;

    @Activate
    public MemberExpiry(@Reference MemberRecords records, @Reference RightsChange change) {
        this(records, change, InstantSource.system());
        plan();
    }

    MemberExpiry(MemberRecords records, RightsChange change, InstantSource clock) {
        this.records = records;
        this.change = change;
        this.clock = clock;
        looked = clock.instant();
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    public void close() {
        executor.shutdownNow();
    }

    /** Somebody's end was set or moved. */
    public synchronized void plan() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        var now = clock.instant();
        records.limited()
                .map(MemberExpiry::until)
                .filter(looked::isBefore)
                .min(Instant::compareTo)
                .ifPresent(first -> schedule(Duration.between(now, first).plusMillis(1)));
    }

    private void schedule(Duration wait) {
        try {
            long millis = Math.clamp(wait.toMillis(), 1, LONGEST.toMillis());
            next = executor.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed meanwhile", e);
        }
    }

    private void run() {
        try {
            end();
        } catch (OstlerException e) {
            LOG.warn("Could not end what a member whose time is over has open: {}", e.code());
        } catch (RuntimeException e) {
            // The boundary of this thread: the next one's end must not be lost with it.
            LOG.error("Could not end what a member whose time is over has open", e);
        } finally {
            plan();
        }
    }

    /** Those whose end came since the last look. */
    synchronized void end() {
        var since = looked;
        var now = clock.instant();
        looked = now.isAfter(since) ? now : since;
        records.limited()
                .filter(member -> since.isBefore(until(member)) && !member.counts(now))
                .forEach(this::end);
    }

    private void end(MemberRecord member) {
        LOG.info("The time of {} at instance {} is over", member.user(), member.instance());
        change.endStreams(member.user(), member.instance());
        change.tell(member.instance());
    }

    private static Instant until(MemberRecord member) {
        return Objects.requireNonNullElse(member.until(), Instant.MAX);
    }
}
