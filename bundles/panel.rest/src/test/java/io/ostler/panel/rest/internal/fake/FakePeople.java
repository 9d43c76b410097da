package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Impersonator;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Setup;
import io.ostler.panel.api.access.UserDetails;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.factor.Confirmations;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
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
public final class FakePeople implements Sessions, Users, Setup, AccessControl, Confirmations {
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
    /** What everybody's second step is, when set. */
    public volatile SecondStep secondStep;
    /** Whether nobody proved of late who they are. */
    public volatile boolean unconfirmed;

    public volatile Proof lastProof;

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
    public Entry signIn(String name, String password, String address, String client) {
        if (throttled) {
            throw new OstlerException(ErrorCode.LOGIN_THROTTLED, Map.of("retryAfterSeconds", "30"));
        }
        return users.values().stream()
                .filter(user -> user.name().equals(name) && password.equals(PASSWORD))
                .findAny()
                .<Entry>map(user -> secondStep == null ? open(user.id(), address, client) : secondStep)
                .orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
    }

    @Override
    public Entry enter(UserId user, String method, String address, String client) {
        return open(user, method, address, client);
    }

    @Override
    public SignedIn finish(String token, Proof proof, String address, String client) {
        lastProof = proof;
        if (secondStep == null || !secondStep.token().equals(token)) {
            throw new OstlerException(ErrorCode.SECOND_STEP_OVER);
        }
        return open(anna.id(), address, client);
    }

    @Override
    public boolean hasSecondFactor(UserId user) {
        return secondStep != null;
    }

    @Override
    public SignedIn impersonate(Caller caller, UserId id, String client) {
        return open(id, "impersonation", caller.address(), client, new Impersonator(caller.user(), caller.name()));
    }

    @Override
    public void confirmed(String handle) {
        unconfirmed = false;
    }

    @Override
    public void require(Session session) {
        if (unconfirmed) {
            throw OstlerException.of(ErrorCode.STEP_UP_REQUIRED, "methods", "password");
        }
    }

    @Override
    public List<ProofKind> methods(Session session) {
        return List.of(ProofKind.PASSWORD);
    }

    @Override
    public void confirm(Session session, Proof proof, String address) {
        lastProof = proof;
        confirmed(session.handle());
    }

    @Override
    public SignedIn open(UserId id, String method, String address, String client) {
        return open(id, method, address, client, null);
    }

    private SignedIn open(UserId id, String method, String address, String client, Impersonator by) {
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
                client,
                method,
                Instant.now(),
                by);
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
        } else if (of(id).stream().anyMatch(session -> session.handle().equals(handle))) {
            end(handle);
        } else {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
    }

    @Override
    public Optional<Users.User> find(Caller caller, UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<String> nameOf(UserId id) {
        return Optional.ofNullable(users.get(id)).map(Users.User::name);
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
        var key = caller.key();
        if (key != null && !key.allows(permission, instance) || instance != null && !owners.containsKey(instance)) {
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
