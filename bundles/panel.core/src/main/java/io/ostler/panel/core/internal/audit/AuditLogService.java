package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditLog;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.SettingStore;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The right, then the store. Thread-safe. */
@Component(service = AuditLog.class)
public final class AuditLogService implements AuditLog {
    private static final int LONGEST_PAGE = 500;
    private static final int LOOKS = 20_000;
    private static final int TURN = 500;

    private final AccessControl access;
    private final AuditStore store;
    private final SettingStore settings;
    private final ChainCheck check;

    @Activate
    public AuditLogService(
            @Reference AccessControl access, @Reference AuditStore store, @Reference SettingStore settings) {
        this.access = access;
        this.store = store;
        this.settings = settings;
        check = new ChainCheck(store);
    }

    @Deactivate
    void close() {
        check.close();
    }

    @Override
    public Page page(Caller caller, AuditFilter filter, @Nullable Long before, int limit) {
        access.require(caller, Permission.AUDIT_READ);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
        var found = store.find(filter, before == null ? Long.MAX_VALUE : before, limit, LOOKS);
        return new Page(found.records(), found.looked() > 1 ? found.looked() : null);
    }

    @Override
    public void export(Caller caller, AuditFilter filter, Consumer<AuditRecord> consumer) {
        access.require(caller, Permission.AUDIT_READ);
        long next = filter.from() == null ? 1 : store.numberAt(filter.from());
        // What is written meanwhile doesn't come along: the export itself is recorded.
        long end = filter.to() == null ? store.head().number() + 1 : store.numberAt(filter.to());
        while (next < end) {
            var turn = store.from(next, TURN);
            if (turn.isEmpty()) {
                return;
            }
            for (var record : turn) {
                if (record.number() < end && filter.matches(record)) {
                    consumer.accept(record);
                }
            }
            next = turn.getLast().number() + 1;
        }
    }

    @Override
    public Retention retention(Caller caller) {
        access.require(caller, Permission.AUDIT_READ);
        return KeptRecords.of(settings);
    }

    @Override
    public void keep(Caller caller, Retention retention) {
        access.require(caller, Permission.AUDIT_MANAGE);
        KeptRecords.put(settings, retention);
    }

    @Override
    public Verification verify(Caller caller) {
        access.require(caller, Permission.AUDIT_READ);
        return check.begin();
    }

    @Override
    public Verification verification(Caller caller) {
        access.require(caller, Permission.AUDIT_READ);
        return check.state();
    }
}
