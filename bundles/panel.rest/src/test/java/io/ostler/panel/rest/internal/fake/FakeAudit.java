package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditChain;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditLog;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records in memory; refuses beginnings or ends when a test says so. */
public final class FakeAudit implements Audit, AuditLog {
    public final List<AuditRecord> records = new CopyOnWriteArrayList<>();
    public final List<AuditAct> begun = new CopyOnWriteArrayList<>();
    public volatile boolean fullBefore;
    public volatile boolean fullAfter;
    private volatile Retention retention = new Retention(365, 1000);

    @Override
    public Entry begin(AuditAct act) {
        if (fullBefore) {
            throw new OstlerException(ErrorCode.DISK_FULL);
        }
        begun.add(act);
        return this::end;
    }

    private void end(AuditAct act, AuditResult result) {
        if (fullAfter) {
            throw new OstlerException(ErrorCode.DISK_FULL);
        }
        records.add(AuditRecord.after("", records.size() + 1, Instant.EPOCH, act, result));
    }

    @Override
    public CompletableFuture<Void> write(AuditAct act, AuditResult result) {
        try {
            end(act, result);
            return CompletableFuture.completedFuture(null);
        } catch (OstlerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public Page page(Caller caller, AuditFilter filter, @Nullable Long before, int limit) {
        return new Page(records.reversed().stream().filter(filter::matches).toList(), null);
    }

    @Override
    public void export(Caller caller, AuditFilter filter, Consumer<AuditRecord> consumer) {
        records.stream().filter(filter::matches).forEach(consumer);
    }

    @Override
    public Retention retention(Caller caller) {
        return retention;
    }

    @Override
    public void keep(Caller caller, Retention next) {
        retention = next;
    }

    @Override
    public Verification verify(Caller caller) {
        return new Verification(true, 0, records.size(), null, null, null, 0, "");
    }

    @Override
    public Verification verification(Caller caller) {
        return new Verification(
                false, 3, 3, Instant.EPOCH, new AuditChain.Fault(2, AuditChain.Kind.CHANGED), null, 0, "");
    }
}
