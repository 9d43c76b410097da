package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Begun;
import io.ostler.panel.api.store.AuditStore.Ended;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Records acts: noted before, with their result after. Thread-safe. */
@Component(service = Audit.class)
public final class AuditService implements Audit, AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final AuditNames names;
    private final AuditWriter writer;
    private final StrangerLimit strangers = new StrangerLimit(System::nanoTime);
    private final Clock clock = Clock.systemUTC();
    private final Duration longestWait;

    @Activate
    public AuditService(@Reference AuditStore store, @Reference AuditNames names) {
        this(store, names, LONGEST_WAIT);
    }

    AuditService(AuditStore store, AuditNames names, Duration longestWait) {
        this.names = names;
        this.longestWait = longestWait;
        writer = new AuditWriter(store);
    }

    @Override
    @Deactivate
    public void close() {
        writer.close();
    }

    @Override
    public Entry begin(AuditAct act) {
        var named = names.named(act);
        var id = UUID.randomUUID().toString();
        await(inTime(writer.begin(new Begun(id, clock.instant(), named))));
        return new Noted(id, named);
    }

    @Override
    public CompletableFuture<Void> write(AuditAct act, AuditResult result) {
        var who = act.actor();
        if (result.outcome() != AuditResult.Outcome.REFUSED
                || !who.user().isEmpty()
                || who.way().equals("panel")) {
            return inTime(writer.end(new Ended("", names.named(act), result)));
        }
        long leftOut = strangers.take(who.address());
        return leftOut < 0
                ? CompletableFuture.completedFuture(null)
                : inTime(
                        writer.end(new Ended("", names.named(leftOut == 0 ? act : standingFor(act, leftOut)), result)));
    }

    private static AuditAct standingFor(AuditAct act, long leftOut) {
        var values = new HashMap<>(act.after().map());
        values.put("unrecorded", Long.toString(leftOut));
        return new AuditAct(act.actor(), act.name(), act.object(), act.before(), AuditValues.of(values));
    }

    private final class Noted implements Entry {
        private final String id;
        private final AuditAct begun;
        private final AtomicBoolean ended = new AtomicBoolean();

        Noted(String id, AuditAct begun) {
            this.id = id;
            this.begun = begun;
        }

        @Override
        public void end(AuditAct act, AuditResult result) {
            if (ended.compareAndSet(false, true)) {
                // What was deleted meanwhile has the name that it had before.
                var same = act.object().name().isEmpty()
                        && act.object().id().equals(begun.object().id());
                await(inTime(writer.end(new Ended(id, same ? act.with(begun.object()) : names.named(act), result))));
            }
        }
    }

    /** Nobody waits longer for a store that hangs; what was wanted may still be written later. */
    private CompletableFuture<Void> inTime(CompletableFuture<Void> written) {
        return written.orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explained(failure)));
    }

    private static OstlerException explained(Throwable failure) {
        return switch (failure) {
            case OstlerException known -> known;
            case ExecutionException outer when outer.getCause() instanceof OstlerException known -> known;
            case TimeoutException late -> new OstlerException(ErrorCode.OVERLOADED);
            default -> new OstlerException(ErrorCode.STORAGE_FAILED);
        };
    }

    private static void await(CompletableFuture<Void> written) {
        try {
            written.get();
        } catch (ExecutionException e) {
            throw explained(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OstlerException(ErrorCode.OVERLOADED);
        }
    }
}
