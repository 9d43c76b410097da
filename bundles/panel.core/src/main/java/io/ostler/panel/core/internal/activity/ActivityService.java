package io.ostler.panel.core.internal.activity;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.store.AuditStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The right, then the store, then what the caller may see of it. Thread-safe. */
@Component(service = Activity.class)
public final class ActivityService implements Activity {
    private static final int LOOKS = 5_000;

    private final AccessControl access;
    private final FileAccessControl files;
    private final AuditStore store;

    @Activate
    public ActivityService(
            @Reference AccessControl access, @Reference FileAccessControl files, @Reference AuditStore store) {
        this.access = access;
        this.files = files;
        this.store = store;
    }

    @Override
    public Page ofInstance(Caller caller, InstanceId instance, Query query) {
        access.require(caller, Permission.INSTANCE_ACTIVITY, instance);
        check(query.limit());
        var sight = new Sight(access, files, caller, instance);
        var filter = new AuditFilter(
                query.from(),
                query.to(),
                null,
                query.act(),
                AuditObject.INSTANCE,
                instance.value(),
                query.outcome(),
                null);
        var found = store.find(filter, from(query.before()), query.limit(), LOOKS);
        return new Page(
                found.records().stream().filter(sight::sees).map(sight::of).toList(), next(found.looked()));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", "limit", "min", "1", "max", "" + LONGEST_PAGE));
        }
    }

    private static long from(@Nullable Long before) {
        return before == null ? Long.MAX_VALUE : before;
    }

    private static @Nullable Long next(long looked) {
        return looked > 1 ? looked : null;
    }

    @Override
    public Page own(Caller caller, @Nullable Long before, int limit) {
        access.require(caller, Permission.ACCOUNT_SELF);
        check(limit);
        var me = caller.user().value();
        var courses = List.of(
                        new AuditFilter(null, null, me, "session", null, null, null, null),
                        new AuditFilter(null, null, me, "account", null, null, null, null),
                        new AuditFilter(null, null, null, null, AuditObject.USER, me, null, null))
                .stream()
                .map(filter -> store.find(filter, from(before), limit, LOOKS))
                .toList();
        // Only as far back as all of them were looked through.
        long looked = courses.stream().mapToLong(AuditStore.Found::looked).max().orElse(0);
        var records = courses.stream()
                .flatMap(course -> course.records().stream())
                .filter(record -> record.number() >= looked)
                .sorted(Comparator.comparingLong(AuditRecord::number).reversed())
                .distinct()
                .toList();
        var shown = records.subList(0, Math.min(limit, records.size()));
        long next = shown.size() < records.size() ? shown.getLast().number() : looked;
        return new Page(
                shown.stream()
                        .map(record -> Sight.entry(
                                record, me.equals(record.act().actor().user()), true, false))
                        .toList(),
                next(next));
    }
}
