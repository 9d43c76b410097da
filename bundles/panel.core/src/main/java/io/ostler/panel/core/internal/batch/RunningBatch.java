package io.ostler.panel.core.internal.batch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.batch.Batches.Batch;
import io.ostler.panel.api.batch.Batches.Item;
import io.ostler.panel.api.batch.Batches.Order;
import io.ostler.panel.api.batch.Batches.Phase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch while it is worked off and after: as many steps at a time as were wanted, each no sooner than the spacing
 * after the one before. Nothing waits on a thread. Thread-safe.
 */
final class RunningBatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunningBatch.class);
    /** A node that never answers must not keep a batch for ever; the link's own limits are shorter. */
    private static final int LONGEST_STEP_SECONDS = 90;

    private final String id;
    private final Caller caller;
    private final Order order;
    private final Clock clock;
    private final Function<InstanceId, CompletableFuture<?>> step;
    private final Runnable changed;
    private final Executor threads;
    private final Executor spaced;

    // guarded by this
    private final List<Item> items;
    private final Instant created;
    private int next;
    private int running;
    /** Somebody will begin the next step. */
    private boolean planned;

    private @Nullable Instant ended;

    /** @param step begins the action on one, may throw and may block */
    RunningBatch(
            String id,
            Caller caller,
            Order order,
            List<Item> items,
            Clock clock,
            Function<InstanceId, CompletableFuture<?>> step,
            Runnable changed,
            Executor threads) {
        this.id = id;
        this.caller = caller;
        this.order = order;
        this.items = new ArrayList<>(items);
        this.clock = clock;
        this.step = step;
        this.changed = changed;
        this.threads = threads;
        this.created = clock.instant();
        this.spaced = order.spacing().isZero()
                ? threads
                : CompletableFuture.delayedExecutor(order.spacing().toMillis(), TimeUnit.MILLISECONDS, threads);
    }

    void begin() {
        plan(threads);
    }

    /** Has the next step begun by the executor, unless somebody does so already or as many run as may. */
    private void plan(Executor when) {
        synchronized (this) {
            if (planned || next >= items.size() || running >= order.atOnce()) {
                return;
            }
            planned = true;
        }
        when.execute(this::beginNext);
    }

    private void beginNext() {
        Item item;
        synchronized (this) {
            planned = false;
            if (next >= items.size()) {
                return;
            }
            item = items.get(next);
            items.set(next, with(item, Phase.RUNNING, null, Map.of()));
            next++;
            running++;
        }
        changed.run();
        plan(spaced);
        int index = indexOf(item.instance());
        asked(item.instance())
                .orTimeout(LONGEST_STEP_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync((done, error) -> finished(index, error), threads);
    }

    private synchronized int indexOf(InstanceId instance) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).instance().equals(instance)) {
                return i;
            }
        }
        throw new IllegalStateException("not of this batch");
    }

    private CompletableFuture<Object> asked(InstanceId instance) {
        try {
            return step.apply(instance).thenApply(done -> done == null ? instance : done);
        } catch (RuntimeException e) {
            // Boundary: whatever one instance's step throws, the others have theirs.
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finished(int index, @Nullable Throwable error) {
        synchronized (this) {
            var item = items.get(index);
            if (error == null) {
                items.set(index, with(item, Phase.DONE, null, Map.of()));
            } else {
                var problem = problem(error);
                items.set(index, with(item, Phase.FAILED, problem.code(), problem.parameters()));
            }
            running--;
            endIfOver();
        }
        changed.run();
        // With spacing the next one is planned already, or was held back by the number at once.
        plan(spaced);
    }

    private OstlerException problem(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof OstlerException known) {
            return known;
        }
        if (cause instanceof java.util.concurrent.TimeoutException) {
            return new OstlerException(ErrorCode.NODE_TIMEOUT);
        }
        LOG.error("A step of batch {} failed", id, cause);
        return new OstlerException(ErrorCode.INTERNAL);
    }

    private static Item with(Item item, Phase phase, @Nullable ErrorCode problem, Map<String, String> parameters) {
        return new Item(item.instance(), item.name(), phase, problem, parameters);
    }

    /** What hasn't begun won't. */
    void cancel() {
        synchronized (this) {
            for (; next < items.size(); next++) {
                items.set(next, with(items.get(next), Phase.CANCELLED, null, Map.of()));
            }
            endIfOver();
        }
        changed.run();
    }

    /** With the monitor held. */
    private void endIfOver() {
        if (ended == null && running == 0 && next >= items.size()) {
            ended = clock.instant();
        }
    }

    Caller caller() {
        return caller;
    }

    synchronized boolean isOver() {
        return ended != null;
    }

    synchronized Batch snapshot() {
        return new Batch(id, caller.user(), caller.name(), order.action(), items, created, ended);
    }
}
