package io.ostler.panel.auth.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.login.LoginThrottle;
import io.ostler.panel.auth.internal.login.Logins;
import io.ostler.panel.auth.internal.password.Hashing;
import io.ostler.panel.auth.internal.realm.LocalRealm;
import io.ostler.panel.auth.internal.realm.Realms;
import io.ostler.testkit.storage.MemorySettingStore;
import io.ostler.testkit.storage.MemoryUserStore;

/** Accounts and everything that is needed to prove them, over memory. */
public final class People implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    public final ManualClock clock = new ManualClock();
    public final MemoryUserStore users = new MemoryUserStore();
    public final MemorySettingStore settings = new MemorySettingStore();
    public final CountingHasher hasher;
    public final Hashing hashing;
    public final Realms realms = new Realms();
    public final Logins logins;

    public People() {
        this(new CountingHasher());
    }

    public People(CountingHasher hasher) {
        this.hasher = hasher;
        hashing = new Hashing(hasher, 2, 16);
        realms.addRealm(new LocalRealm(users, settings, hashing));
        logins = new Logins(users, realms, hashing, new LoginThrottle(clock));
    }

    public UserRecord add(String name, RoleId role) {
        var user = new UserRecord(UserId.create(), name, role, false, "v1:" + PASSWORD, clock.instant(), null);
        users.insert(user);
        return user;
    }

    public void change(UserId id, RoleId role, boolean disabled, String hash) {
        var user = users.find(id).orElseThrow();
        users.update(new UserRecord(id, user.name(), role, disabled, hash, user.created(), user.lastSignIn()));
    }

    @Override
    public void close() {
        hashing.close();
    }
}
