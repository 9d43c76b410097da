package io.ostler.panel.identity.internal.signin;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.identity.internal.provider.RoleRules;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose account an identity is. Only the subject at its provider decides: an equal name or e-mail address never leads to
 * an account that exists. Roles follow groups only in accounts that the provider made, and never away from the last
 * administrator. Thread-safe.
 */
@Component(service = Admittance.class)
public final class Admittance {
    private static final Logger LOG = LoggerFactory.getLogger(Admittance.class);

    private final UserStore users;
    private final IdentityStore identities;
    private final Sessions sessions;
    private final NewAccounts accounts;
    private final InstantSource clock = InstantSource.system();

    @Activate
    public Admittance(
            @Reference UserStore users,
            @Reference IdentityStore identities,
            @Reference Sessions sessions,
            @Reference NewAccounts accounts) {
        this.users = users;
        this.identities = identities;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /** {@code IDENTITY_UNKNOWN} when they have no account and get none. */
    UserId admit(ProviderRecord provider, ExternalIdentity identity) {
        var bound = bound(provider, identity);
        return bound.isPresent() ? known(provider, identity, bound.get()) : unknown(provider, identity);
    }

    private Optional<IdentityRecord> bound(ProviderRecord provider, ExternalIdentity identity) {
        var bound = identities.find(provider.id(), identity.subject());
        if (bound.isPresent() && users.find(bound.get().user()).isEmpty()) {
            identities.deleteAll(bound.get().user());
            return Optional.empty();
        }
        return bound;
    }

    private UserId known(ProviderRecord provider, ExternalIdentity identity, IdentityRecord bound) {
        if (provider.follows() && bound.madeWith() != null) {
            follow(bound.user(), role(provider, identity));
        }
        identities.used(provider.id(), identity.subject(), identity.name(), identity.email(), clock.instant());
        return bound.user();
    }

    private UserId unknown(ProviderRecord provider, ExternalIdentity identity) {
        if (!provider.creates()) {
            throw new OstlerException(ErrorCode.IDENTITY_UNKNOWN);
        }
        var role = role(provider, identity);
        if (role == null) {
            throw new OstlerException(ErrorCode.IDENTITY_UNKNOWN);
        }
        var made = accounts.make(provider, identity, role);
        if (made.isPresent()) {
            return made.get();
        }
        // The same person in two browsers at once: the other one made it.
        return identities
                .find(provider.id(), identity.subject())
                .map(IdentityRecord::user)
                .orElseThrow(() -> new OstlerException(ErrorCode.IDENTITY_UNKNOWN));
    }

    private static @Nullable RoleId role(ProviderRecord provider, ExternalIdentity identity) {
        return RoleRules.evaluate(provider.rules(), provider.role(), identity.groups())
                .role();
    }

    /** {@code IDENTITY_UNKNOWN} when the groups give nothing any more. */
    private synchronized void follow(UserId id, @Nullable RoleId role) {
        var account = users.find(id).orElseThrow(() -> new OstlerException(ErrorCode.IDENTITY_UNKNOWN));
        if (role != null && role.equals(account.role())) {
            return;
        }
        if (account.role().isAdministrator() && isLastAdministrator(account)) {
            LOG.warn("{} stays administrator although the groups say otherwise: there is no other", account.name());
            return;
        }
        if (role == null) {
            sessions.endAll(id, null);
            throw new OstlerException(ErrorCode.IDENTITY_UNKNOWN);
        }
        users.update(new UserRecord(
                account.id(),
                account.name(),
                role,
                account.disabled(),
                account.passwordHash(),
                account.created(),
                account.lastSignIn()));
        LOG.info("{} has the role {} now, by the groups at the provider", account.name(), role);
        sessions.changed(id);
        // What is open was opened with the former role.
        sessions.endAll(id, null);
    }

    private boolean isLastAdministrator(UserRecord account) {
        return users.list().stream()
                .noneMatch(other ->
                        !other.id().equals(account.id()) && other.role().isAdministrator() && !other.disabled());
    }
}
