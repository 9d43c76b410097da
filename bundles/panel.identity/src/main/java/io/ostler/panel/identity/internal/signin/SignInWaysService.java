package io.ostler.panel.identity.internal.signin;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.RedirectProvider;
import io.ostler.panel.api.provider.RedirectProvider.Arrival;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.identity.internal.Destination;
import io.ostler.panel.identity.internal.GuessLimit;
import io.ostler.panel.identity.internal.Tokens;
import io.ostler.panel.identity.internal.account.Binding;
import io.ostler.panel.identity.internal.provider.ProviderBook;
import io.ostler.panel.identity.internal.provider.ProvidersService;
import io.ostler.panel.identity.internal.signin.Attempts.Attempt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signing in by a provider, from the login page and back. Thread-safe. */
@Component(service = SignInWays.class)
public final class SignInWaysService implements SignInWays {
    private static final Logger LOG = LoggerFactory.getLogger(SignInWaysService.class);
    private static final int LONGEST_STATE = 200;

    private final ProviderBook book;
    private final SettingStore settings;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Admittance admittance;
    private final PasswordWay passwords;
    private final Binding binding;
    private final InstantSource clock = InstantSource.system();

    @Activate
    public SignInWaysService(
            @Reference ProviderBook book,
            @Reference SettingStore settings,
            @Reference Sessions sessions,
            @Reference Attempts attempts,
            @Reference Admittance admittance,
            @Reference PasswordWay passwords,
            @Reference Binding binding) {
        this.book = book;
        this.settings = settings;
        this.sessions = sessions;
        this.attempts = attempts;
        this.admittance = admittance;
        this.passwords = passwords;
        this.binding = binding;
    }

    /** A row is written for each, by anybody: nobody writes thousands. */
    private final GuessLimit begins = new GuessLimit(120, Duration.ofMinutes(10), clock);

    @Override
    public Choices choices() {
        var choices = book.usable().stream()
                .map(record -> new Choice(
                        record.id(),
                        record.name(),
                        record.icon(),
                        book.typeOf(record).map(type -> type.way()).orElse(Way.REDIRECT)))
                .toList();
        boolean only = settings.get(ONLY_PROVIDERS).filter("true"::equals).isPresent();
        var first = settings.get(ProvidersService.FIRST)
                .filter(id -> choices.stream().anyMatch(choice -> choice.id().equals(id)))
                .orElse(null);
        return new Choices(choices, !only, first);
    }

    @Override
    public Begun begin(String provider, String callback, @Nullable String to, String address, @Nullable Caller binds) {
        begins.count(address);
        if (binds != null) {
            Binding.requirePerson(binds);
        }
        var record = book.usable(provider);
        var state = Tokens.create();
        var browser = Tokens.create();
        try {
            var departure = book.open(record, RedirectProvider.class).begin(callback, state);
            attempts.put(
                    state,
                    new Attempt(
                            provider,
                            Tokens.hash(browser),
                            binds == null ? "" : who(binds),
                            Destination.checked(to).orElse("/"),
                            callback,
                            departure.memory()));
            return new Begun(departure.address(), browser);
        } catch (OstlerException e) {
            throw told(record.name(), e);
        }
    }

    @Override
    public Finished finish(
            Map<String, String> parameters,
            @Nullable String browser,
            @Nullable Caller binds,
            String address,
            String client) {
        var state = parameters.getOrDefault("state", "");
        if (state.isEmpty() || state.length() > LONGEST_STATE || browser == null || browser.length() > LONGEST_STATE) {
            throw new OstlerException(ErrorCode.SIGN_IN_EXPIRED);
        }
        var attempt = attempts.take(state, browser);
        if (!attempt.binds().equals(binds == null ? "" : who(binds))) {
            throw new OstlerException(ErrorCode.SIGN_IN_EXPIRED);
        }
        // Turned off while the browser was away: refused like any other.
        var record = book.usable(attempt.provider());
        try {
            var identity = book.open(record, RedirectProvider.class)
                    .finish(new Arrival(attempt.callback(), state, parameters, attempt.memory()));
            if (binds != null) {
                binding.bind(binds, record, identity);
                return new Finished(null, record.name(), attempt.to());
            }
            var user = admittance.admit(record, identity);
            var entry = record.asksSecondFactor()
                    ? sessions.open(user, record.name(), address, client)
                    : sessions.enter(user, record.name(), address, client);
            return new Finished(entry, record.name(), attempt.to());
        } catch (OstlerException e) {
            throw told(record.name(), e);
        }
    }

    @Override
    public Optional<UserId> byPassword(String name, String password) {
        return passwords.prove(name, password);
    }

    private static String who(Caller caller) {
        return caller.user().value() + " " + caller.session();
    }

    /** Strangers learn that it failed and of which kind; the words are for the log. */
    private static OstlerException told(String provider, OstlerException e) {
        if (e.code() != ErrorCode.PROVIDER_FAILED) {
            return e;
        }
        LOG.warn("Signing in by {} failed: {}", provider, e.getMessage());
        return new OstlerException(
                ErrorCode.PROVIDER_FAILED,
                Map.of("fault", e.parameters().getOrDefault("fault", ""), "provider", provider),
                e);
    }
}
