package io.ostler.panel.core.internal.invitation;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.instance.Invitations;
import io.ostler.panel.api.store.InvitationStore;
import io.ostler.panel.api.store.InvitationStore.InvitationRecord;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.invitation.InvitationRules.Held;
import io.ostler.panel.core.internal.member.MemberService;
import io.ostler.panel.core.internal.people.AccountMaker;
import io.ostler.panel.core.internal.people.GuessLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invitations. Thread-safe: the store decides who gets the last use. */
@Component(service = Invitations.class)
public final class InvitationService implements Invitations {
    private static final Logger LOG = LoggerFactory.getLogger(InvitationService.class);
    private static final int MOST_OF_AN_INSTANCE = 50;
    private static final int MOST_OF_THE_PANEL = 500;
    /** So that people see for a while that one has expired. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final InvitationStore store;
    private final InvitationRules rules;
    private final MemberService members;
    private final AccountMaker accounts;
    private final InstanceDirectory directory;
    private final AccountNames names;
    private final Clock clock = Clock.systemUTC();
    private final GuessLimit limit = new GuessLimit(clock);

    @Activate
    public InvitationService(
            @Reference InvitationStore store,
            @Reference InvitationRules rules,
            @Reference MemberService members,
            @Reference AccountMaker accounts,
            @Reference InstanceDirectory directory,
            @Reference AccountNames names) {
        this.store = store;
        this.rules = rules;
        this.members = members;
        this.accounts = accounts;
        this.directory = directory;
        this.names = names;
    }

    @Override
    public List<Invitation> list(Caller caller, @Nullable InstanceId instance) {
        rules.requireManage(caller, instance);
        return store.list(instance).stream().map(this::view).toList();
    }

    @Override
    public synchronized Made make(Caller caller, Order order) {
        var grant = rules.checked(caller, order);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.deleteAll(now.minus(KEPT), null, null);
        var most = order.instance() == null ? MOST_OF_THE_PANEL : MOST_OF_AN_INSTANCE;
        if (store.list(order.instance()).size() >= most) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "there are " + most + " invitations already");
        }
        var secret = InvitationSecret.create();
        var made = new InvitationRecord(
                UUID.randomUUID().toString(),
                InvitationSecret.hash(secret).orElseThrow(),
                caller.user(),
                order.instance(),
                grant.permissions(),
                grant.role(),
                grant.paths(),
                grant.until(),
                order.newAccount(),
                now,
                now.plus(order.life()),
                order.uses(),
                0);
        store.insert(made);
        LOG.info("User {} invites {} to {}", caller.name(), order.uses(), object(made));
        return new Made(view(made), secret);
    }

    @Override
    public void revoke(Caller caller, @Nullable InstanceId instance, String id) {
        rules.requireManage(caller, instance);
        var known = store.find(id).filter(found -> Objects.equals(found.instance(), instance));
        if (known.isEmpty() || !store.delete(id)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        LOG.info("User {} takes back an invitation to {}", caller.name(), object(known.get()));
    }

    /** An invitation that holds, and what the inviter still may give. */
    private record Valid(InvitationRecord invitation, Held held) {}

    private Valid valid(String secret, String address) {
        var found = InvitationSecret.hash(secret)
                .flatMap(store::findBySecretHash)
                .filter(invitation -> invitation.isOpen(clock.instant()))
                .flatMap(invitation -> rules.held(invitation).map(held -> new Valid(invitation, held)));
        if (found.isEmpty()) {
            // Whoever has a link that holds is let in also beside somebody who guesses.
            limit.check(address);
            limit.wrong(address);
            throw new OstlerException(ErrorCode.INVITATION_INVALID);
        }
        return found.get();
    }

    @Override
    public Offer look(String secret, String address) {
        var valid = valid(secret, address);
        var invitation = valid.invitation();
        var instance = invitation.instance();
        return new Offer(
                instance,
                instance == null ? null : nameOf(instance),
                valid.held().inviter().name(),
                invitation.permissions(),
                invitation.role(),
                invitation.until(),
                invitation.newAccount(),
                invitation.expires());
    }

    @Override
    public InstanceId accept(Caller caller, String secret) {
        var valid = valid(secret, caller.address());
        var instance = valid.invitation().instance();
        if (instance == null) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "they have an account already");
        }
        use(
                valid,
                () -> members.join(
                        valid.held().inviter(),
                        instance,
                        caller.user(),
                        valid.held().grant()));
        return instance;
    }

    @Override
    public SignedIn acceptAsNew(String secret, String name, String password, String address, String client) {
        var valid = valid(secret, address);
        var invitation = valid.invitation();
        if (!invitation.newAccount()) {
            throw new OstlerException(ErrorCode.INVITATION_INVALID);
        }
        var instance = invitation.instance();
        var role = invitation.role();
        var account = accounts.prepare(name, password, instance == null && role != null ? role : RoleId.USER);
        use(valid, () -> {
            accounts.insert(account);
            if (instance != null) {
                try {
                    members.join(
                            valid.held().inviter(),
                            instance,
                            account.id(),
                            valid.held().grant());
                } catch (OstlerException e) {
                    accounts.remove(account);
                    throw e;
                }
            }
        });
        LOG.info(
                "User {} made an account by an invitation of {}",
                name,
                valid.held().inviter().name());
        return accounts.open(account, address, client);
    }

    /** Only what is done costs a use. */
    private void use(Valid valid, Runnable act) {
        var id = valid.invitation().id();
        if (!store.use(id, clock.instant())) {
            throw new OstlerException(ErrorCode.INVITATION_INVALID);
        }
        try {
            act.run();
        } catch (OstlerException e) {
            store.giveBack(id);
            throw e;
        }
    }

    private @Nullable String nameOf(InstanceId instance) {
        return directory
                .find(instance)
                .map(entry -> entry.snapshot().definition().name())
                .orElse(null);
    }

    private static String object(InvitationRecord invitation) {
        var instance = invitation.instance();
        return instance == null ? "the panel" : "instance " + instance;
    }

    private Invitation view(InvitationRecord invitation) {
        return new Invitation(
                invitation.id(),
                invitation.instance(),
                names.of(invitation.inviter()).orElse(null),
                invitation.permissions(),
                invitation.role(),
                invitation.paths(),
                invitation.until(),
                invitation.newAccount(),
                invitation.created(),
                invitation.expires(),
                invitation.uses(),
                invitation.used());
    }
}
