package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.Session;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.instance.OwnerLeaving;
import io.ostler.panel.core.internal.instance.UserInstances;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * User accounts. Thread-safe: changes that could leave the panel without an administrator happen one after another.
 */
@Component(service = Users.class)
public final class UserService implements Users {
    private static final Logger LOG = LoggerFactory.getLogger(UserService.class);
    /** Another panel on the same database may be writing, too. */
    private static final int ATTEMPTS = 20;

    private final AccessControl access;
    private final AccountRights rights;
    private final UserStore store;
    private final Passwords passwords;
    private final AccountEnds ends;
    private final OwnerLeaving leaving;
    private final UserInstances instances;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public UserService(
            @Reference AccessControl access,
            @Reference AccountRights rights,
            @Reference UserStore store,
            @Reference Passwords passwords,
            @Reference AccountEnds ends,
            @Reference OwnerLeaving leaving,
            @Reference UserInstances instances) {
        this.access = access;
        this.rights = rights;
        this.store = store;
        this.passwords = passwords;
        this.ends = ends;
        this.leaving = leaving;
        this.instances = instances;
    }

    @Override
    public Page page(Caller caller, Query query) {
        access.require(caller, Permission.USER_MANAGE);
        var filter = query.filter();
        var page = store.page(filter, query.sort(), query.descending(), query.cursor(), query.limit());
        boolean whole = query.cursor() == null && page.next() == null;
        var counts = instances.counts();
        return new Page(
                page.users().stream()
                        .map(user -> view(user, counts.getOrDefault(user.id(), 0)))
                        .toList(),
                page.next(),
                whole ? page.users().size() : store.count(filter));
    }

    @Override
    public Optional<User> find(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        return store.find(id).map(this::view);
    }

    @Override
    public Instances instances(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        existing(id);
        return new Instances(instances.owned(id), instances.memberOf(id));
    }

    @Override
    public User create(Caller caller, String name, String password, RoleId role, UserDetails details) {
        access.require(caller, Permission.USER_MANAGE);
        rights.requireGivable(caller, role);
        UserNames.check(name);
        var checked = UserDetailsRules.checked(details);
        if (store.findByName(name).isPresent()) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", name);
        }
        var user = new UserRecord(
                UserId.create(), name, role, false, passwords.hash(name, password), clock.instant(), null, checked, 0);
        store.insert(user);
        LOG.info("User {} created user {} with role {}", caller.name(), name, role);
        return view(user);
    }

    @Override
    public User change(Caller caller, UserId id, Change change) {
        access.require(caller, Permission.USER_MANAGE);
        if (caller.key() != null && change.password() != null) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH); // else a stolen key would become a session
        }
        // Hashing takes its time: before the lock.
        String password = change.password();
        String hash = password == null ? null : passwords.hash(existing(id).name(), password);
        Changed changed = changeStored(caller, id, change, hash);
        LOG.info("User {} changed user {}", caller.name(), changed.next().name());
        ends.changed(id);
        if (hash != null) {
            ends.sessions(id, id.equals(caller.user()) ? caller.session() : null);
        }
        if (changed.hasOtherRole()) {
            rights.changed(id);
        }
        if (changed.isLess()) {
            ends.streams(id);
        }
        return find(caller, id).orElseGet(() -> view(changed.next()));
    }

    private record Changed(UserRecord known, UserRecord next) {
        boolean hasOtherRole() {
            return !next.role().equals(known.role());
        }

        boolean isLess() {
            return next.disabled() && !known.disabled() || !next.passwordHash().equals(known.passwordHash());
        }
    }

    private synchronized Changed changeStored(Caller caller, UserId id, Change change, @Nullable String hash) {
        for (int attempt = 1; ; attempt++) {
            var known = existing(id);
            rights.requireAbove(caller, known);
            if (change.revision() != null && change.revision() != known.revision()) {
                throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
            }
            var next = changed(known, change, hash);
            if (change.role() != null && !change.role().equals(known.role())) {
                rights.requireGivable(caller, next.role());
            }
            if (!isActiveAdministrator(next)) {
                requireAnotherAdministrator(known);
            }
            if (store.replace(next)) {
                return new Changed(known, next);
            }
            if (attempt == ATTEMPTS) {
                throw OstlerException.of(ErrorCode.CONFLICT, "reason", "the account was changed at the same time");
            }
        }
    }

    private UserRecord changed(UserRecord known, Change change, @Nullable String hash) {
        boolean disabled = change.disabled() == null ? known.disabled() : change.disabled();
        return new UserRecord(
                known.id(),
                known.name(),
                change.role() == null ? known.role() : change.role(),
                disabled,
                hash == null ? known.passwordHash() : hash,
                known.created(),
                known.lastSignIn(),
                UserDetailsRules.changed(known.details(), change, disabled, clock.instant()),
                known.revision());
    }

    @Override
    public void delete(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        UserRecord gone;
        synchronized (this) {
            gone = existing(id);
            rights.requireAbove(caller, gone);
            requireAnotherAdministrator(gone);
            leaving.ownerLeaves(id);
            store.delete(id);
        }
        LOG.info("User {} deleted user {}", caller.name(), gone.name());
        rights.forget(id);
        ends.everything(id);
    }

    @Override
    public List<Session> sessions(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        existing(id);
        return ends.open(id);
    }

    @Override
    public void endSessions(Caller caller, UserId id, @Nullable String handle) {
        access.require(caller, Permission.USER_MANAGE);
        rights.requireAbove(caller, existing(id));
        if (handle == null) {
            ends.sessions(id, id.equals(caller.user()) ? caller.session() : null);
        } else if (ends.open(id).stream().anyMatch(session -> session.handle().equals(handle))) {
            ends.session(handle);
        } else {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public void changeOwnPassword(Caller caller, String current, String next) {
        access.require(caller, Permission.ACCOUNT_SELF);
        passwords.verify(caller.user(), current, caller.address());
        var known = existing(caller.user());
        String hash = passwords.hash(known.name(), next);
        if (!store.replaceHash(caller.user(), known.passwordHash(), hash)) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "the password was changed at the same time");
        }
        LOG.info("User {} changed their password", caller.name());
        ends.changed(caller.user());
        ends.sessions(caller.user(), caller.session());
    }

    private UserRecord existing(UserId id) {
        return store.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private void requireAnotherAdministrator(UserRecord leaving) {
        if (isActiveAdministrator(leaving) && store.count(UserFilter.ACTIVE_ADMINISTRATORS) <= 1) {
            throw new OstlerException(ErrorCode.LAST_ADMINISTRATOR);
        }
    }

    private static boolean isActiveAdministrator(UserRecord user) {
        return user.role().isAdministrator() && !user.disabled();
    }

    private User view(UserRecord user) {
        return view(user, instances.owned(user.id()).size());
    }

    private static User view(UserRecord user, int instances) {
        return new User(
                user.id(),
                user.name(),
                user.role(),
                user.disabled(),
                user.created(),
                user.lastSignIn(),
                user.details(),
                user.revision(),
                instances);
    }
}
