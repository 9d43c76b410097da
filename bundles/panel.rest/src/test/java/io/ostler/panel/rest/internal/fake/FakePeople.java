package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Setup;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accounts, sessions, set-up and rights without a store: one administrator, two users who own what they are given. */
public final class FakePeople implements Sessions, Users, Setup, AccessControl {
    public static final String PASSWORD = "right and long enough";
    public static final String SETUP_CODE = "TEST-CODE";

    public final Users.User admin = user("admin", RoleId.ADMINISTRATOR);
    public final Users.User anna = user("anna", RoleId.USER);
    public final Users.User bert = user("bert", RoleId.USER);
    public final Map<InstanceId, UserId> owners = new ConcurrentHashMap<>();
    public final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    public volatile boolean setupNeeded = true;
    public volatile boolean throttled;
    public volatile Users.Query asked;

    private final Map<UserId, Users.User> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    public FakePeople() {
        List.of(admin, anna, bert).forEach(user -> users.put(user.id(), user));
    }

    private static Users.User user(String name, RoleId role) {
        return new Users.User(UserId.create(), name, role, false, Instant.EPOCH, null);
    }

    // ---- sessions

    @Override
    public SignedIn signIn(String name, String password, String address, String client) {
        if (throttled) {
            throw new OstlerException(ErrorCode.LOGIN_THROTTLED, Map.of("retryAfterSeconds", "30"));
        }
        return users.values().stream()
                .filter(user -> user.name().equals(name) && password.equals(PASSWORD))
                .findAny()
                .map(user -> open(user.id(), address, client))
                .orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
    }

    @Override
    public SignedIn open(UserId id, String address, String client) {
        var user = users.get(id);
        var secret = "secret-" + UserId.create().value();
        var session = new Session(
                "handle-" + UserId.create().value(),
                id,
                user.name(),
                user.role(),
                "csrf-" + UserId.create().value(),
                Instant.now(),
                Instant.now(),
                Instant.now().plus(Duration.ofHours(1)),
                address,
                client);
        sessions.put(secret, session);
        return new SignedIn(secret, session.csrf(), session);
    }

    @Override
    public Optional<Session> find(String secret) {
        return Optional.ofNullable(sessions.get(secret));
    }

    @Override
    public List<Session> of(UserId user) {
        return sessions.values().stream().filter(s -> s.user().equals(user)).toList();
    }

    @Override
    public void end(String handle) {
        sessions.values().stream()
                .filter(session -> session.handle().equals(handle))
                .forEach(session -> {
                    sessions.values().remove(session);
                    listeners.forEach(listener -> listener.ended(session.user(), handle));
                });
    }

    @Override
    public void endAll(UserId user, String exceptHandle) {
        of(user).stream()
                .map(Session::handle)
                .filter(h -> !h.equals(exceptHandle))
                .forEach(this::end);
    }

    @Override
    public void changed(UserId user) {}

    /** From now on their sessions have another role; nobody is told. */
    public void give(UserId user, RoleId role) {
        sessions.replaceAll((secret, session) -> session.user().equals(user)
                ? new Session(
                        session.handle(),
                        user,
                        session.userName(),
                        role,
                        session.csrf(),
                        session.created(),
                        session.lastSeen(),
                        session.expires(),
                        session.address(),
                        session.client())
                : session);
    }

    // ---- users

    public List<Users.User> everybody() {
        return List.copyOf(users.values());
    }

    @Override
    public Users.Page page(Caller caller, Users.Query query) {
        asked = query;
        var all = users.values().stream()
                .sorted(Comparator.comparing(Users.User::name))
                .toList();
        var page = all.subList(0, Math.min(query.limit(), all.size()));
        return new Users.Page(page, page.size() < all.size() ? "next" : null, all.size());
    }

    @Override
    public Users.Instances instances(Caller caller, UserId id) {
        return new Users.Instances(List.copyOf(owners.keySet()), List.of());
    }

    @Override
    public List<Session> sessions(Caller caller, UserId id) {
        return of(id);
    }

    @Override
    public void endSessions(Caller caller, UserId id, String handle) {
        if (handle == null) {
            endAll(id, null);
        } else {
            end(handle);
        }
    }

    @Override
    public Optional<Users.User> find(Caller caller, UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Users.User create(Caller caller, String name, String password, RoleId role, UserDetails details) {
        var made = new Users.User(UserId.create(), name, role, false, Instant.EPOCH, null, details, 0, 0);
        users.put(made.id(), made);
        return made;
    }

    @Override
    public Users.User change(Caller caller, UserId id, Change change) {
        var former = Optional.ofNullable(users.get(id)).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (change.revision() != null && change.revision() != former.revision()) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        var changed = new Users.User(
                id,
                former.name(),
                Objects.requireNonNullElse(change.role(), former.role()),
                Objects.requireNonNullElse(change.disabled(), former.disabled()),
                former.created(),
                null,
                new UserDetails(change.displayName(), change.email(), change.banReason(), change.disabledUntil()),
                former.revision() + 1,
                0);
        users.put(id, changed);
        return changed;
    }

    @Override
    public void delete(Caller caller, UserId id) {
        users.remove(id);
    }

    @Override
    public void changeOwnPassword(Caller caller, String current, String next) {
        if (!current.equals(PASSWORD)) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
    }

    // ---- set-up

    @Override
    public boolean isNeeded() {
        return setupNeeded;
    }

    @Override
    public String link() {
        return "";
    }

    @Override
    public SignedIn complete(String code, String name, String password, String address, String client) {
        if (!setupNeeded) {
            throw new OstlerException(ErrorCode.SETUP_DONE);
        }
        if (!code.equals(SETUP_CODE)) {
            throw new OstlerException(ErrorCode.SETUP_CODE_WRONG);
        }
        setupNeeded = false;
        return open(admin.id(), address, client);
    }

    // ---- rights

    @Override
    public void require(Caller caller, Permission permission) {
        if (!allows(caller, permission, null)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public void require(Caller caller, Permission permission, InstanceId instance) {
        if (!allows(caller, Permission.INSTANCE_VIEW, instance)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        if (!allows(caller, permission, instance)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public boolean allows(Caller caller, Permission permission, InstanceId instance) {
        if (instance != null && !owners.containsKey(instance)) {
            return false;
        }
        return switch (permission.reach()) {
            case SELF -> true;
            case ADMINISTRATOR -> caller.role().isAdministrator();
            case OWNER ->
                caller.role().isAdministrator()
                        || (instance != null && caller.user().equals(owners.get(instance)));
        };
    }
}
