package io.ostler.panel.identity.internal.account;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binds an identity to the account of whoever is signed in. Thread-safe. */
@Component(service = Binding.class)
public final class Binding {
    private static final Logger LOG = LoggerFactory.getLogger(Binding.class);

    private final AccessControl access;
    private final IdentityStore identities;
    private final InstantSource clock = InstantSource.system();

    @Activate
    public Binding(@Reference AccessControl access, @Reference IdentityStore identities) {
        this.access = access;
        this.identities = identities;
    }

    /** A new way into the account is for its own person: no key opens it, and nobody on their behalf. */
    public static void requirePerson(Caller caller) {
        if (caller.key() != null || caller.impersonator() != null) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    /** {@code IDENTITY_TAKEN}. */
    public void bind(Caller caller, ProviderRecord provider, ExternalIdentity identity) {
        access.require(caller, Permission.ACCOUNT_SELF);
        requirePerson(caller);
        var now = clock.instant();
        if (!identities.insert(new IdentityRecord(
                provider.id(),
                identity.subject(),
                caller.user(),
                identity.name(),
                identity.email(),
                null,
                now,
                null))) {
            throw new OstlerException(ErrorCode.IDENTITY_TAKEN);
        }
        LOG.info("{} connected their account with {}", caller.name(), provider.name());
    }
}
