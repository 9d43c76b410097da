package io.ostler.panel.identity.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.api.secret.SecretBox;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.testkit.storage.MemorySettingStore;
import io.ostler.testkit.storage.MemoryUserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands around the bundle: accounts, rights by role, sessions. */
public final class House implements AccessControl, Permissions, Passwords, SecretBox {
    /** A custom role that may configure providers and make links, and nothing else. */
    public static final RoleId HELPER = new RoleId("helper");

    private static final Set<Permission> HELPS =
            Set.of(Permission.PROVIDER_MANAGE, Permission.USER_LOGIN_LINK, Permission.ACCOUNT_SELF);

    public final MemoryUserStore users = new MemoryUserStore();
    public final MemorySettingStore settings = new MemorySettingStore();
    public final List<UserId> ended = new ArrayList<>();
    /** Who has a second factor. */
    public final Set<UserId> twice = new HashSet<>();

    /** How the last session was opened. */
    public volatile String method = "";

    public Caller add(String name, RoleId role) {
        var id = UserId.create();
        users.insert(new UserRecord(id, name, role, false, "hash of " + name, Instant.EPOCH, null));
        return new Caller(id, name, role, "session of " + name, "", "192.0.2.1");
    }

    public static Caller withKey(Caller caller, KeyScope key) {
        return new Caller(
                caller.user(), caller.name(), caller.role(), "api-1", "", caller.address(), key, caller.impersonator());
    }

    @Override
    public boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance) {
        var key = caller.key();
        return (key == null || key.allows(permission, instance))
                && (permission.reach() == Permission.Reach.SELF
                        || caller.role().isAdministrator()
                        || (caller.role().equals(HELPER) && HELPS.contains(permission))
                        || (caller.role().equals(RoleId.OPERATOR) && permission.reach() == Permission.Reach.OWNER));
    }

    @Override
    public void require(Caller caller, Permission permission) {
        if (!allows(caller, permission, null)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public void require(Caller caller, Permission permission, InstanceId instance) {
        require(caller, permission);
    }

    @Override
    public List<Permission> all() {
        return Permission.BUILT_IN;
    }

    @Override
    public Optional<Permission> find(String text) {
        return Permission.BUILT_IN.stream().filter(p -> p.text().equals(text)).findAny();
    }

    @Override
    public String hash(String userName, String password) {
        return "hash of " + password;
    }

    @Override
    public void verify(UserId user, String password, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String seal(String place, String secret) {
        return place + "|" + new StringBuilder(secret).reverse();
    }

    @Override
    public String open(String place, String sealed) {
        if (!sealed.startsWith(place + "|")) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED);
        }
        return new StringBuilder(sealed.substring(place.length() + 1)).reverse().toString();
    }

    @Override
    public boolean isCurrent(String sealed) {
        return true;
    }

    public final Sessions sessions = new Sessions() {
        @Override
        public Entry signIn(String name, String password, String address, String client) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Entry enter(UserId user, String method, String address, String client) {
            return twice.contains(user)
                    ? new SecondStep("step " + method, List.of(ProofKind.TOTP), Instant.EPOCH)
                    : open(user, method, address, client);
        }

        @Override
        public SignedIn finish(String token, Proof proof, String address, String client) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SignedIn impersonate(Caller caller, UserId user, String client) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void confirmed(String handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasSecondFactor(UserId user) {
            return false;
        }

        @Override
        public SignedIn open(UserId user, String method, String address, String client) {
            var account = users.find(user)
                    .filter(known -> !known.disabled())
                    .orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
            House.this.method = method;
            var now = Instant.EPOCH;
            return new SignedIn(
                    "secret",
                    "csrf",
                    new Session(
                            "handle", user, account.name(), account.role(), "csrf", now, now, now, address, client));
        }

        @Override
        public Optional<Session> find(String secret) {
            return Optional.empty();
        }

        @Override
        public List<Session> of(UserId user) {
            return List.of();
        }

        @Override
        public void end(String handle) {
            // nothing is open
        }

        @Override
        public void endAll(UserId user, @Nullable String exceptHandle) {
            ended.add(user);
        }

        @Override
        public void changed(UserId user) {
            // read anew each time
        }
    };
}
