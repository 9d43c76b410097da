package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.access.UserBatches;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.instance.Invitations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Invitations that hold for everybody who has the secret; batches that come to nothing. */
public final class FakeInvitations implements Invitations, UserBatches {
    public final Map<String, Invitation> bySecret = new ConcurrentHashMap<>();
    public volatile UserBatches.Order asked;
    private final FakePeople people;

    FakeInvitations(FakePeople people) {
        this.people = people;
    }

    @Override
    public List<Invitation> list(Caller caller, InstanceId instance) {
        return bySecret.values().stream()
                .filter(invitation -> Objects.equals(invitation.instance(), instance))
                .toList();
    }

    @Override
    public Made make(Caller caller, Invitations.Order order) {
        if (order.instance() != null) {
            people.require(caller, Permission.INSTANCE_MEMBERS, order.instance());
        }
        var made = new Invitation(
                "invitation-" + bySecret.size(),
                order.instance(),
                caller.name(),
                order.permissions(),
                order.role(),
                order.paths(),
                order.until(),
                order.newAccount(),
                Instant.EPOCH,
                Instant.EPOCH.plus(order.life()),
                order.uses(),
                0);
        bySecret.put("secret-of-" + made.id(), made);
        return new Made(made, "secret-of-" + made.id());
    }

    @Override
    public void revoke(Caller caller, InstanceId instance, String id) {
        if (!bySecret.values().removeIf(made -> made.id().equals(id) && Objects.equals(made.instance(), instance))) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    private Invitation valid(String secret) {
        var known = bySecret.get(secret);
        if (known == null) {
            throw new OstlerException(ErrorCode.INVITATION_INVALID);
        }
        return known;
    }

    @Override
    public Offer look(String secret, String address) {
        var known = valid(secret);
        return new Offer(
                known.instance(),
                "game",
                "admin",
                known.permissions(),
                known.role(),
                known.until(),
                known.newAccount(),
                known.expires());
    }

    @Override
    public InstanceId accept(Caller caller, String secret) {
        return Objects.requireNonNull(valid(secret).instance());
    }

    @Override
    public SignedIn acceptAsNew(String secret, String name, String password, String address, String client) {
        valid(secret);
        return people.open(
                people.create(null, name, password, RoleId.USER, UserDetails.NONE)
                        .id(),
                address,
                client);
    }

    @Override
    public List<Result> run(Caller caller, UserBatches.Order order) {
        asked = order;
        return order.users().stream()
                .map(user -> new Result(user, user.equals(caller.user()) ? "OWN_ACCOUNT" : null))
                .toList();
    }
}
