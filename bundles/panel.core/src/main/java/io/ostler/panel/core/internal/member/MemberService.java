package io.ostler.panel.core.internal.member;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Members;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members as owners and administrators manage them. Thread-safe. */
@Component(service = {Members.class, MemberService.class})
public final class MemberService implements Members {
    private static final Logger LOG = LoggerFactory.getLogger(MemberService.class);
    /** So that nobody fills the panel's memory with them. */
    private static final int MOST = 200;

    private final AccessControl access;
    private final Ownership ownership;
    private final MemberRecords records;
    private final UserStore users;
    private final RightsChange change;
    private final MemberExpiry expiry;
    private final MemberGrants grants;

    @Activate
    public MemberService(
            @Reference AccessControl access,
            @Reference Ownership ownership,
            @Reference MemberRecords records,
            @Reference UserStore users,
            @Reference RightsChange change,
            @Reference MemberExpiry expiry,
            @Reference MemberGrants grants) {
        this.access = access;
        this.ownership = ownership;
        this.records = records;
        this.users = users;
        this.change = change;
        this.expiry = expiry;
        this.grants = grants;
    }

    @Override
    public List<Member> list(Caller caller, InstanceId instance) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        return records.list(instance).stream()
                .flatMap(this::view)
                .sorted(Comparator.comparing(Member::userName, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public Member put(Caller caller, InstanceId instance, String userName, Grant grant) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        var checked = grants.checked(caller, instance, grant);
        Supplier<OstlerException> nobody = () -> OstlerException.invalid(
                "userName", "the name of a user who neither owns the instance nor is an administrator");
        return put(caller, instance, checked, () -> users.findByName(userName).orElseThrow(nobody), nobody);
    }

    /** Somebody who was invited; {@code CONFLICT} when they may use it already. */
    public Member join(Caller giver, InstanceId instance, UserId user, Grant checked) {
        return put(
                giver,
                instance,
                checked,
                () -> users.find(user)
                        .filter(found -> records.find(user, instance).isEmpty())
                        .orElseThrow(MemberService::isMember),
                MemberService::isMember);
    }

    private Member put(
            Caller giver,
            InstanceId instance,
            Grant grant,
            Supplier<UserRecord> found,
            Supplier<OstlerException> refusal) {
        MemberRecord member;
        synchronized (this) {
            var user = found.get();
            if (user.role().isAdministrator() || ownership.ownerOf(instance).equals(Optional.of(user.id()))) {
                throw refusal.get();
            }
            var former = records.known(user.id(), instance);
            if (former.isEmpty() && records.list(instance).size() >= MOST) {
                throw OstlerException.of(ErrorCode.CONFLICT, "reason", "an instance has at most 200 members");
            }
            member = new MemberRecord(
                    instance,
                    user.id(),
                    grants.kept(former, grant.permissions()),
                    grant.paths(),
                    grant.role(),
                    grant.until());
            records.put(member);
        }
        LOG.info(
                "User {} lets {} use instance {}: {} {} until {}",
                giver.name(),
                member.user(),
                instance,
                grant.permissions(),
                grant.role(),
                grant.until());
        expiry.plan();
        change.endStreams(member.user(), instance);
        change.tell(instance);
        return view(member)
                .filter(stored -> ownership.exists(instance))
                .findFirst()
                .orElseThrow(() -> vanished(member));
    }

    private static OstlerException isMember() {
        return OstlerException.of(ErrorCode.CONFLICT, "reason", "they may use this instance already");
    }

    @Override
    public List<RoleId> roles(Caller caller, InstanceId instance) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        return grants.givable(caller, instance);
    }

    @Override
    public void remove(Caller caller, InstanceId instance, UserId user) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        if (!records.remove(instance, user)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        LOG.info("User {} ends the membership of {} at instance {}", caller.name(), user, instance);
        change.endStreams(user, instance);
        change.tell(instance);
    }

    /** Account or instance were removed at the same moment and didn't see the new member. */
    private OstlerException vanished(MemberRecord member) {
        records.remove(member.instance(), member.user());
        return new OstlerException(ErrorCode.NOT_FOUND);
    }

    /** Nothing for an account that is just being removed. */
    private Stream<Member> view(MemberRecord member) {
        return users.find(member.user()).stream()
                .map(user -> new Member(
                        member.instance(),
                        user.id(),
                        user.name(),
                        grants.present(member),
                        member.paths(),
                        member.role(),
                        member.until(),
                        records.find(user.id(), member.instance()).isEmpty()));
    }
}
