package io.ostler.panel.rest.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.audit.AuditRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fake audit holds, with the values of nothing. */
public final class FakeActivity implements Activity {
    public volatile @Nullable Query asked;
    private final FakePeople people;
    private final FakeAudit audit;

    FakeActivity(FakePeople people, FakeAudit audit) {
        this.people = people;
        this.audit = audit;
    }

    @Override
    public Page ofInstance(Caller caller, InstanceId instance, Query query) {
        people.require(caller, Permission.INSTANCE_ACTIVITY, instance);
        asked = query;
        return page(audit.records.stream()
                .filter(record -> record.act().object().id().equals(instance.value()))
                .toList());
    }

    @Override
    public Page own(Caller caller, @Nullable Long before, int limit) {
        return page(audit.records.stream()
                .filter(record ->
                        record.act().actor().user().equals(caller.user().value()))
                .toList());
    }

    private static Page page(List<AuditRecord> records) {
        return new Page(records.reversed().stream().map(FakeActivity::entry).toList(), 7L);
    }

    private static Entry entry(AuditRecord record) {
        var who = record.act().actor();
        return new Entry(
                record.number(),
                record.at(),
                who.user(),
                who.name(),
                who.asName(),
                who.way(),
                "",
                "",
                record.act().name(),
                Map.of(),
                Map.of(),
                record.result(),
                true);
    }
}
