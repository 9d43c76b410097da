package io.ostler.panel.core.internal.fake;

import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was recorded, as name, object and result. */
public final class ActsInMemory implements Audit {
    public final List<String> ended = new CopyOnWriteArrayList<>();

    @Override
    public Entry begin(AuditAct act) {
        return this::add;
    }

    @Override
    public CompletableFuture<Void> write(AuditAct act, AuditResult result) {
        add(act, result);
        return CompletableFuture.completedFuture(null);
    }

    private void add(AuditAct act, AuditResult result) {
        ended.add(act.name() + " " + act.object().id() + " "
                + (result.code().isEmpty() ? result.outcome().name() : result.code()));
    }
}
