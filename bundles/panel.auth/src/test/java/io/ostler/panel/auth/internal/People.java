package io.ostler.panel.auth.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.factor.PasskeyCeremony;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.challenge.Challenges;
import io.ostler.panel.auth.internal.factor.FactorBook;
import io.ostler.panel.auth.internal.login.LoginThrottle;
import io.ostler.panel.auth.internal.login.Logins;
import io.ostler.panel.auth.internal.passkey.Ceremonies;
import io.ostler.panel.auth.internal.passkey.PasskeyProofs;
import io.ostler.panel.auth.internal.password.Hashing;
import io.ostler.panel.auth.internal.realm.LocalRealm;
import io.ostler.panel.auth.internal.realm.Realms;
import io.ostler.panel.auth.internal.session.SecondSteps;
import io.ostler.testkit.storage.MemoryChallengeStore;
import io.ostler.testkit.storage.MemoryFactorStore;
import io.ostler.testkit.storage.MemoryPasskeyStore;
import io.ostler.testkit.storage.MemoryRoleGrantStore;
import io.ostler.testkit.storage.MemoryRoleStore;
import io.ostler.testkit.storage.MemorySettingStore;
import io.ostler.testkit.storage.MemoryUserStore;
import java.util.function.Function;

/** Accounts and everything that is needed to prove them, over memory. */
public final class People implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    public final ManualClock clock = new ManualClock();
    public final MemoryUserStore users = new MemoryUserStore();
    public final CountingHasher hasher;
    public final Hashing hashing;
    public final MemoryRoleGrantStore grantStore = new MemoryRoleGrantStore();
    public final MemoryRoleStore roleStore = new MemoryRoleStore(grantStore, users);
    public final MemorySettingStore settings = new MemorySettingStore();
    public final Realms realms = new Realms();
    public final LoginThrottle throttle = new LoginThrottle(clock);
    public final Logins logins;
    public final MemoryFactorStore factorStore = new MemoryFactorStore();
    public final MemoryPasskeyStore passkeys = new MemoryPasskeyStore();
    public final PlainBox box = new PlainBox();
    public final FakeCeremony ceremony = new FakeCeremony();
    public final Ceremonies ceremonies = new Ceremonies() {
        @Override
        public <T> T with(Function<PasskeyCeremony, T> work) {
            return work.apply(ceremony);
        }
    };
    public final Challenges challenges;
    public final PasskeyProofs proofs;
    public final FactorBook factors;
    public final SecondSteps steps;

    public People() {
        this(new CountingHasher());
    }

    public People(CountingHasher hasher) {
        this.hasher = hasher;
        hashing = new Hashing(hasher, 2, 16);
        realms.addRealm(new LocalRealm(users, settings, hashing));
        logins = new Logins(users, realms, hashing, throttle);
        challenges = new Challenges(new MemoryChallengeStore(), clock);
        proofs = new PasskeyProofs(passkeys, challenges, ceremonies, clock);
        factors = new FactorBook(factorStore, box, proofs, throttle, clock);
        steps = new SecondSteps(challenges, factors, users);
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
