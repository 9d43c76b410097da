package io.ostler.panel.auth.internal.door;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.DoorLogins;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.factor.FactorBook;
import io.ostler.panel.auth.internal.login.Logins;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in at a daemon's door under {@code user.instance}. A password costs one hash whatever is wrong with the name;
 * and what is wrong, nobody learns. Keys can't be guessed and are not throttled here. Works on virtual threads, a
 * bounded number at once. Thread-safe.
 */
@Component(service = DoorLogins.class)
public final class DoorLoginsService implements DoorLogins {
    private static final Logger LOG = LoggerFactory.getLogger(DoorLoginsService.class);
    private static final String SFTP = "sftp";
    private static final int AT_ONCE = 64;
    private static final int LONGEST = 200;

    private final Logins logins;
    private final DoorKeys keys;
    private final DoorInstances instances;
    private final FactorBook factors;
    private final Predicate<String> blocked;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    @Activate
    public DoorLoginsService(
            @Reference Logins logins,
            @Reference DoorKeys keys,
            @Reference DoorInstances instances,
            @Reference FactorBook factors,
            @Reference PanelSettings settings) {
        this(
                logins,
                keys,
                instances,
                factors,
                address -> SecuritySettings.isBlocked(settings.get(SecuritySettings.BLOCKED_ADDRESSES), address),
                InstantSource.system());
    }

    /** @param blocked whether nobody from an address is let in */
    DoorLoginsService(
            Logins logins,
            DoorKeys keys,
            DoorInstances instances,
            FactorBook factors,
            Predicate<String> blocked,
            InstantSource clock) {
        this.logins = logins;
        this.keys = keys;
        this.instances = instances;
        this.factors = factors;
        this.blocked = blocked;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<DoorPass> signIn(NodeId node, DoorLogin login) {
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.OVERLOADED));
        }
        var answer = new CompletableFuture<DoorPass>();
        Thread.ofVirtual().name("ostler-door-login").start(() -> {
            try {
                answer.complete(judge(node, login));
            } catch (Throwable e) {
                // The thread's outermost frame: whoever waits has to hear of it, also of a class that isn't there.
                answer.completeExceptionally(e);
            } finally {
                places.release();
            }
        });
        return answer;
    }

    /** @param user before the last dot: names of accounts may have dots, ids of instances have none */
    private record Name(String user, String instance) {
        static Name of(String text) {
            var cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
            int dot = cut.lastIndexOf('.');
            return dot < 0 ? new Name(cut, "") : new Name(cut.substring(0, dot), cut.substring(dot + 1));
        }
    }

    private DoorPass judge(NodeId node, DoorLogin login) {
        var name = Name.of(login.name());
        var password = login.password();
        var key = login.key();
        if (!SFTP.equals(login.door()) || (password == null) == (key == null) || blocked.test(login.address())) {
            throw DoorInstances.no();
        }
        return password != null
                ? byPassword(node, name, password, login.address())
                : byKey(node, name, key == null ? "" : key, login);
    }

    private DoorPass byPassword(NodeId node, Name name, String password, String address) {
        return logins.prove(name.user(), password, address, identity -> {
            if (factors.isRequired(identity.user())) {
                // A door knows no second step: keys are for such accounts. Nobody is told that the password was right.
                throw DoorInstances.no();
            }
            var pass = pass(node, name, identity.user(), DoorSessions.ofPassword(identity.user()), address);
            if (!logins.stillHolds(identity, password)) {
                throw DoorInstances.no();
            }
            keys.used(identity, clock.instant());
            told(pass, address, "a password");
            return pass;
        });
    }

    private DoorPass byKey(NodeId node, Name name, String text, DoorLogin login) {
        var owned = keys.find(name.user(), text).orElseThrow(DoorInstances::no);
        var pass = pass(
                node, name, owned.account().id(), DoorSessions.ofKey(owned.key().id()), login.address());
        if (login.proved()) {
            if (!keys.stillHolds(owned)) {
                throw DoorInstances.no();
            }
            keys.used(owned, clock.instant());
            told(pass, login.address(), "a key");
        }
        return pass;
    }

    private DoorPass pass(NodeId node, Name name, UserId user, String session, String address) {
        var account = keys.account(user).orElseThrow(DoorInstances::no);
        var caller = caller(account, session, address);
        var opened = instances.open(caller, node, name.instance()).orElseThrow(DoorInstances::no);
        var grant = new Grant(UUID.randomUUID().toString(), TicketScope.SFTP, opened.instance(), user, session);
        return new DoorPass(grant, account.name(), opened.rights());
    }

    private static Caller caller(UserRecord account, String session, String address) {
        return new Caller(account.id(), account.name(), account.role(), session, "", address);
    }

    private static void told(DoorPass pass, String address, String means) {
        LOG.info(
                "User {} signed in over SFTP with {} from {} at instance {}",
                pass.userName(),
                means,
                address,
                pass.grant().instance());
    }
}
