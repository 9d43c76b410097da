package io.ostler.panel.core.internal.batch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.batch.Batches.Action;
import io.ostler.panel.api.batch.Batches.Order;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A step of a batch is recorded as if it had been asked for alone. Thread-safe, blocks for the record. */
final class AuditedStep {
    private final Audit audit;

    AuditedStep(Audit audit) {
        this.audit = audit;
    }

    /** What can't be noted isn't done. */
    CompletableFuture<?> of(
            Caller caller, String batch, Order order, InstanceId instance, Supplier<CompletableFuture<?>> step) {
        var name = order.action() == Action.DELETE
                ? "instance.delete"
                : "instance.power." + order.action().name().toLowerCase(Locale.ROOT);
        var act = new AuditAct(
                AuditActor.of(caller),
                name,
                AuditObject.of(AuditObject.INSTANCE, instance.value()),
                AuditValues.NONE,
                AuditValues.of(Map.of("batch", batch)));
        var entry = audit.begin(act);
        CompletableFuture<?> begun;
        try {
            begun = step.get();
        } catch (OstlerException e) {
            entry.end(act, AuditResult.of(e.code()));
            throw e;
        }
        return begun.whenCompleteAsync((done, error) -> entry.end(act, result(error)));
    }

    private static AuditResult result(@Nullable Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause == null
                ? AuditResult.DONE
                : AuditResult.of(cause instanceof OstlerException known ? known.code() : ErrorCode.INTERNAL);
    }
}
