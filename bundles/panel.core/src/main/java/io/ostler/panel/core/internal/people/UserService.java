package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.instance.OwnerLeaving;
import io.ostler.panel.core.internal.node.StreamRevoker;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    private final AccessControl access;
    private final UserStore store;
    private final Passwords passwords;
    private final Sessions sessions;
    private final StreamRevoker revoker;
    private final OwnerLeaving instances;
    private final AccountNameCache names;
    private final AccountRights rights;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public UserService(
            @Reference AccessControl access,
            @Reference UserStore store,
            @Reference Passwords passwords,
            @Reference Sessions sessions,
            @Reference StreamRevoker revoker,
            @Reference OwnerLeaving instances,
            @Reference AccountNameCache names,
            @Reference AccountRights rights) {
        this.access = access;
        this.store = store;
        this.passwords = passwords;
        this.sessions = sessions;
        this.revoker = revoker;
        this.instances = instances;
        this.names = names;
        this.rights = rights;
    }

    @Override
    public List<User> list(Caller caller) {
        access.require(caller, Permission.USER_MANAGE);
        return store.list().stream().map(UserService::view).toList();
    }

    @Override
    public Optional<User> find(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        return store.find(id).map(UserService::view);
    }

    @Override
    public User create(Caller caller, String name, String password, RoleId role) {
        access.require(caller, Permission.USER_MANAGE);
        rights.requireGivable(caller, role);
        UserNames.check(name);
        if (store.findByName(name).isPresent()) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", name);
        }
        var user = new UserRecord(
                UserId.create(), name, role, false, passwords.hash(name, password), clock.instant(), null);
        store.insert(user);
        LOG.info("User {} created user {} with role {}", caller.name(), name, role);
        return view(user);
    }

    @Override
    public User change(Caller caller, UserId id, Change change) {
        access.require(caller, Permission.USER_MANAGE);
        rights.requireAbove(caller, existing(id));
        // Hashing takes its time: before the lock.
        var name = existing(id).name();
        String password = change.password();
        String hash = password == null ? null : passwords.hash(name, password);
        boolean otherRole;
        boolean disables;
        UserRecord next;
        synchronized (this) {
            var known = existing(id);
            rights.requireAbove(caller, known);
            RoleId role = change.role() == null ? known.role() : change.role();
            boolean disabled = change.disabled() == null ? known.disabled() : change.disabled();
            otherRole = !role.equals(known.role());
            disables = disabled && !known.disabled();
            if (otherRole) {
                rights.requireGivable(caller, role);
            }
            next = new UserRecord(
                    id,
                    known.name(),
                    role,
                    disabled,
                    hash == null ? known.passwordHash() : hash,
                    known.created(),
                    known.lastSignIn());
            if (!isActiveAdministrator(next)) {
                requireAnotherAdministrator(known);
            }
            if (!store.update(next)) {
                throw new OstlerException(ErrorCode.NOT_FOUND);
            }
        }
        LOG.info("User {} changed user {}", caller.name(), next.name());
        sessions.changed(id);
        if (hash != null) {
            sessions.endAll(id, id.equals(caller.user()) ? caller.session() : null);
        }
        if (otherRole) {
            rights.changed(id);
        }
        if (disables || hash != null) {
            revoker.revoke(id, null);
        }
        return view(next);
    }

    @Override
    public void delete(Caller caller, UserId id) {
        access.require(caller, Permission.USER_MANAGE);
        UserRecord gone;
        synchronized (this) {
            gone = existing(id);
            rights.requireAbove(caller, gone);
            requireAnotherAdministrator(gone);
            instances.ownerLeaves(id);
            store.delete(id);
        }
        names.forget(id);
        rights.forget(id);
        LOG.info("User {} deleted user {}", caller.name(), gone.name());
        sessions.changed(id);
        sessions.endAll(id, null);
        revoker.revoke(id, null);
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
        sessions.changed(caller.user());
        sessions.endAll(caller.user(), caller.session());
    }

    private UserRecord existing(UserId id) {
        return store.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private void requireAnotherAdministrator(UserRecord leaving) {
        if (isActiveAdministrator(leaving)
                && store.list().stream().noneMatch(u -> !u.id().equals(leaving.id()) && isActiveAdministrator(u))) {
            throw new OstlerException(ErrorCode.LAST_ADMINISTRATOR);
        }
    }

    private static boolean isActiveAdministrator(UserRecord user) {
        return user.role().isAdministrator() && !user.disabled();
    }

    private static User view(UserRecord user) {
        return new User(user.id(), user.name(), user.role(), user.disabled(), user.created(), user.lastSignIn());
    }
}
