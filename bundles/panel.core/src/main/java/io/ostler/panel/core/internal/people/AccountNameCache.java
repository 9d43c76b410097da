package io.ostler.panel.core.internal.people;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.store.UserStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names of accounts, which don't change; those of removed ones are forgotten. Thread-safe. */
@Component(service = {AccountNames.class, AccountNameCache.class})
public final class AccountNameCache implements AccountNames {
    private final UserStore users;
    private final Map<UserId, String> names = new ConcurrentHashMap<>();

    @Activate
    public AccountNameCache(@Reference UserStore users) {
        this.users = users;
    }

    @Override
    public Optional<String> of(UserId user) {
        var known = names.get(user);
        if (known != null) {
            return Optional.of(known);
        }
        var found = users.find(user).map(UserStore.UserRecord::name);
        found.ifPresent(name -> names.put(user, name));
        return found;
    }

    public void forget(UserId user) {
        names.remove(user);
    }
}
