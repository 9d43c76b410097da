package io.ostler.panel.auth.internal.door;

import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.realm.Identity;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts and their keys, as doors need them. Thread-safe, blocks for the store. */
@Component(service = DoorKeys.class)
public final class DoorKeys {
    /** Asked for where there is no account, so that a name without one takes as long. */
    private static final UserId NOBODY = UserId.create();

    private final UserStore users;
    private final SshKeyStore keys;

    @Activate
    public DoorKeys(@Reference UserStore users, @Reference SshKeyStore keys) {
        this.users = users;
        this.keys = keys;
    }

    /** @param account as it is now */
    record Owned(UserRecord account, SshKey key) {}

    Optional<UserRecord> account(UserId user) {
        return users.find(user).filter(account -> !account.disabled());
    }

    /** The account of that name if it may sign in and has that key. */
    Optional<Owned> find(String name, String text) {
        PublicKeyText wanted;
        try {
            wanted = PublicKeyText.parse(text);
        } catch (OstlerException e) {
            return Optional.empty();
        }
        var account = users.findByName(name).filter(user -> !user.disabled());
        return keys.of(account.map(UserRecord::id).orElse(NOBODY)).stream()
                .filter(key -> key.text().equals(wanted.text()))
                .findFirst()
                .flatMap(key -> account.map(user -> new Owned(user, key)));
    }

    boolean stillHolds(Owned owned) {
        return account(owned.account().id()).isPresent()
                && keys.of(owned.account().id()).stream()
                        .anyMatch(key -> key.id().equals(owned.key().id()));
    }

    void used(Owned owned, Instant at) {
        keys.used(owned.key().id(), at);
        users.signedIn(owned.account().id(), at);
    }

    void used(Identity identity, Instant at) {
        users.signedIn(identity.user(), at);
    }
}
