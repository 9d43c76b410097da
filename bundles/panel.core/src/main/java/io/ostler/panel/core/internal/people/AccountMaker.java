package io.ostler.panel.core.internal.people;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes accounts for those who were let in otherwise; checks no right. Thread-safe, blocks. */
@Component(service = AccountMaker.class)
public final class AccountMaker {
    private final UserStore users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public AccountMaker(@Reference UserStore users, @Reference Passwords passwords, @Reference Sessions sessions) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /** {@code INVALID_REQUEST}, {@code PASSWORD_TOO_WEAK}. */
    public UserRecord prepare(String name, String password, RoleId role) {
        UserNames.check(name);
        return new UserRecord(
                UserId.create(), name, role, false, passwords.hash(name, password), clock.instant(), null);
    }

    /** {@code NAME_TAKEN}. */
    public void insert(UserRecord account) {
        users.insert(account);
    }

    public void remove(UserRecord account) {
        users.delete(account.id());
    }

    public SignedIn open(UserRecord account, String address, String client) {
        var signedIn = sessions.open(account.id(), address, client);
        users.signedIn(account.id(), clock.instant());
        return signedIn;
    }
}
