package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SshKeys;
import io.ostler.panel.api.instance.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Members and keys that are kept as they come. */
public final class FakeMembers implements Members, SshKeys {
    public final Map<UserId, Member> members = new ConcurrentHashMap<>();
    private final List<SshKey> keys = new CopyOnWriteArrayList<>();
    private final FakePeople people;

    FakeMembers(FakePeople people) {
        this.people = people;
    }

    @Override
    public List<Member> list(Caller caller, InstanceId instance) {
        people.require(caller, Permission.INSTANCE_MEMBERS, instance);
        return List.copyOf(members.values());
    }

    @Override
    public Member put(Caller caller, InstanceId instance, String userName, Grant grant) {
        people.require(caller, Permission.INSTANCE_MEMBERS, instance);
        var user = people.everybody().stream()
                .filter(known -> known.name().equals(userName))
                .findAny()
                .orElseThrow(() -> OstlerException.invalid("userName", "the name of a user"));
        var member = new Member(
                instance,
                user.id(),
                user.name(),
                grant.permissions(),
                grant.paths(),
                grant.role(),
                grant.until(),
                false);
        members.put(user.id(), member);
        return member;
    }

    @Override
    public List<RoleId> roles(Caller caller, InstanceId instance) {
        return List.of(RoleId.USER, RoleId.READ_ONLY);
    }

    @Override
    public void remove(Caller caller, InstanceId instance, UserId user) {
        people.require(caller, Permission.INSTANCE_MEMBERS, instance);
        if (members.remove(user) == null) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public List<SshKey> list(Caller caller) {
        return keys.stream().filter(key -> key.user().equals(caller.user())).toList();
    }

    @Override
    public SshKey add(Caller caller, String name, String text) {
        var key = new SshKey("key-" + keys.size(), caller.user(), name, text, "SHA256:abc", Instant.EPOCH, null);
        keys.add(key);
        return key;
    }

    @Override
    public void remove(Caller caller, String id) {
        if (!keys.removeIf(key -> key.id().equals(id) && key.user().equals(caller.user()))) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }
}
