package io.ostler.panel.api.store;

import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Members of instances; they go with their account and their instance. Thread-safe, blocks. */
@ConsumerType
public interface MemberStore {

    record MemberRecord(InstanceId instance, UserId user, Set<Permission> permissions, List<Rule> paths) {}

    List<MemberRecord> list();

    void put(MemberRecord member);

    boolean delete(InstanceId instance, UserId user);
}
