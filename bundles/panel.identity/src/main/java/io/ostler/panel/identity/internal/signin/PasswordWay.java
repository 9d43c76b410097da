package io.ostler.panel.identity.internal.signin;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.identity.internal.provider.ProviderBook;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Name and password at the providers that know such. One that can't be reached is passed over: for whoever signs in
 * every failure is the same. Thread-safe.
 */
@Component(service = PasswordWay.class)
public final class PasswordWay {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordWay.class);
    private static final int LONGEST = 1_000;

    private final ProviderBook book;
    private final UserStore users;
    private final IdentityStore identities;
    private final Admittance admittance;

    @Activate
    public PasswordWay(
            @Reference ProviderBook book,
            @Reference UserStore users,
            @Reference IdentityStore identities,
            @Reference Admittance admittance) {
        this.book = book;
        this.users = users;
        this.identities = identities;
        this.admittance = admittance;
    }

    Optional<UserId> prove(String name, String password) {
        if (name.isBlank() || password.isEmpty() || name.length() > LONGEST || password.length() > LONGEST) {
            return Optional.empty();
        }
        for (var record : book.usable()) {
            if (book.typeOf(record).filter(type -> type.way() == Way.PASSWORD).isPresent()) {
                var user = prove(record, name, password);
                if (user.isPresent()) {
                    return user;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<UserId> prove(ProviderRecord record, String name, String password) {
        try {
            return book.open(record, PasswordProvider.class)
                    .authenticate(nameThere(record, name), password)
                    .map(identity -> admittance.admit(record, identity))
                    .filter(user -> users.find(user)
                            .filter(account -> !account.disabled())
                            .isPresent());
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.PROVIDER_FAILED) {
                LOG.warn("{} could not tell who signs in: {}", record.name(), e.getMessage());
            } else if (e.code() != ErrorCode.IDENTITY_UNKNOWN && e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** People may type the name of their account here where the provider calls them otherwise. */
    private String nameThere(ProviderRecord record, String name) {
        return users.findByName(name)
                .flatMap(account -> identities.of(account.id()).stream()
                        .filter(identity -> identity.provider().equals(record.id()))
                        .findAny())
                .map(identity -> identity.name())
                .filter(there -> !there.isBlank())
                .orElse(name);
    }
}
