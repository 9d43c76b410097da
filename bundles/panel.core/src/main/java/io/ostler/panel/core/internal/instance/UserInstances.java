package io.ostler.panel.core.internal.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.core.internal.member.MemberRecords;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which instances somebody owns and may use; from memory. Thread-safe. */
@Component(service = UserInstances.class)
public final class UserInstances {
    private final InstanceRecords records;
    private final MemberRecords members;

    @Activate
    public UserInstances(@Reference InstanceRecords records, @Reference MemberRecords members) {
        this.records = records;
        this.members = members;
    }

    /** How many each owns who owns any. */
    public Map<UserId, Integer> counts() {
        return records.countsByOwner();
    }

    public List<InstanceId> owned(UserId user) {
        return records.ownedBy(user).stream().filter(records::exists).toList();
    }

    public List<InstanceId> memberOf(UserId user) {
        return members.of(user).stream().filter(records::exists).toList();
    }
}
