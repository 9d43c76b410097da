package io.ostler.panel.identity.internal.account;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.identity.Identities;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.identity.internal.GuessLimit;
import io.ostler.panel.identity.internal.Tokens;
import io.ostler.panel.identity.internal.provider.ProviderBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The identities of one's own account. Thread-safe. */
@Component(service = Identities.class)
public final class IdentitiesService implements Identities {
    private final AccessControl access;
    private final IdentityStore identities;
    private final ProviderStore providers;
    private final ProviderBook book;
    private final UserStore users;
    private final SettingStore settings;
    private final Binding binding;
    private final GuessLimit guesses = new GuessLimit(10, Duration.ofMinutes(15), InstantSource.system());

    @Activate
    public IdentitiesService(
            @Reference AccessControl access,
            @Reference IdentityStore identities,
            @Reference ProviderStore providers,
            @Reference ProviderBook book,
            @Reference UserStore users,
            @Reference SettingStore settings,
            @Reference Binding binding) {
        this.access = access;
        this.identities = identities;
        this.providers = providers;
        this.book = book;
        this.users = users;
        this.settings = settings;
        this.binding = binding;
    }

    @Override
    public List<Bound> list(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        var names = providers.list().stream().collect(Collectors.toMap(ProviderRecord::id, Function.identity()));
        return identities.of(caller.user()).stream()
                .flatMap(identity -> Optional.ofNullable(names.get(identity.provider())).stream()
                        .map(provider -> bound(identity, provider)))
                .toList();
    }

    @Override
    public void bind(Caller caller, String provider, String name, String password) {
        access.require(caller, Permission.ACCOUNT_SELF);
        Binding.requirePerson(caller);
        var record = book.usable(provider);
        var opened = book.open(record, PasswordProvider.class);
        if (name.isBlank() || password.isEmpty()) {
            throw new OstlerException(ErrorCode.LOGIN_FAILED);
        }
        // Whoever is signed in may not guess faster than strangers.
        guesses.count(caller.user().value());
        var identity =
                opened.authenticate(name, password).orElseThrow(() -> new OstlerException(ErrorCode.LOGIN_FAILED));
        guesses.forget(caller.user().value());
        binding.bind(caller, record, identity);
    }

    @Override
    public void unbind(Caller caller, String provider) {
        access.require(caller, Permission.ACCOUNT_SELF);
        Binding.requirePerson(caller);
        var all = identities.of(caller.user());
        var bound = all.stream()
                .filter(identity -> identity.provider().equals(provider))
                .findAny()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (all.size() == 1 && !hasPassword(caller, bound)) {
            throw new OstlerException(ErrorCode.LAST_SIGN_IN);
        }
        identities.delete(caller.user(), provider);
    }

    /** Whether they could sign in by a password of their own. */
    private boolean hasPassword(Caller caller, IdentityRecord bound) {
        var account = users.find(caller.user()).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        boolean off =
                settings.get(SignInWays.ONLY_PROVIDERS).filter("true"::equals).isPresent()
                        && !account.role().isAdministrator();
        return !off && !Tokens.hash(account.passwordHash()).equals(bound.madeWith());
    }

    private static Bound bound(IdentityRecord identity, ProviderRecord provider) {
        return new Bound(
                provider.id(),
                provider.name(),
                provider.icon(),
                identity.name(),
                identity.email(),
                identity.created(),
                identity.lastUsed());
    }
}
