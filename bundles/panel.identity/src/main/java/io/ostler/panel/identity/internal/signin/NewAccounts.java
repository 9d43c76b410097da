package io.ostler.panel.identity.internal.signin;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Passwords;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.identity.internal.Tokens;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes accounts for people whom a provider brings. They have a password that nobody knows, so that every account looks
 * the same to whoever guesses. Thread-safe.
 */
@Component(service = NewAccounts.class)
public final class NewAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(NewAccounts.class);
    private static final int LONGEST_NAME = 40;
    private static final int TRIES = 200;

    private final UserStore users;
    private final IdentityStore identities;
    private final Passwords passwords;
    private final InstantSource clock = InstantSource.system();

    @Activate
    public NewAccounts(
            @Reference UserStore users, @Reference IdentityStore identities, @Reference Passwords passwords) {
        this.users = users;
        this.identities = identities;
        this.passwords = passwords;
    }

    /** Empty when somebody else bound the identity meanwhile. */
    Optional<UserId> make(ProviderRecord provider, ExternalIdentity identity, RoleId role) {
        var wanted = name(identity);
        var hash = passwords.hash(wanted, Tokens.create());
        var user = insert(wanted, role, hash);
        var bound = identities.insert(new IdentityRecord(
                provider.id(),
                identity.subject(),
                user.id(),
                identity.name(),
                identity.email(),
                Tokens.hash(hash),
                clock.instant(),
                clock.instant()));
        if (!bound) {
            users.delete(user.id());
            return Optional.empty();
        }
        LOG.info("{} has an account now with the role {}, by {}", user.name(), role, provider.name());
        return Optional.of(user.id());
    }

    private UserRecord insert(String wanted, RoleId role, String hash) {
        for (int i = 1; i <= TRIES; i++) {
            var end = i == 1 ? "" : "-" + i;
            var name = cut(wanted, LONGEST_NAME - end.length()) + end;
            if (users.findByName(name).isPresent()) {
                continue;
            }
            try {
                var user = new UserRecord(UserId.create(), name, role, false, hash, clock.instant(), null);
                users.insert(user);
                return user;
            } catch (OstlerException e) {
                if (e.code() != ErrorCode.NAME_TAKEN) {
                    throw e;
                }
            }
        }
        throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", wanted);
    }

    /** What our names may consist of, made of what the provider calls them. */
    static String name(ExternalIdentity identity) {
        var said = identity.name().isBlank() ? identity.displayName() : identity.name();
        int at = said.indexOf('@');
        var plain = Normalizer.normalize(at > 0 ? said.substring(0, at) : said, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", ".")
                .replaceAll("[^\\p{L}\\p{N}._-]", "")
                .replaceAll("^[._-]+", "");
        var name = cut(plain, LONGEST_NAME);
        return name.length() >= 2
                ? name
                : "user-" + Tokens.hash(identity.subject()).substring(0, 8);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
