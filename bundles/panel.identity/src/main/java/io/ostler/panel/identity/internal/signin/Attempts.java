package io.ostler.panel.identity.internal.signin;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.secret.SecretBox;
import io.ostler.panel.api.store.OneTimeStore;
import io.ostler.panel.identity.internal.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Browsers that are away at a provider: kept in the store, so that any panel on the same database can finish what
 * another began. Found by the hash of the state, taken once. Thread-safe.
 */
@Component(service = Attempts.class)
public final class Attempts {
    private static final String PURPOSE = "sign-in";
    private static final Duration LIFE = Duration.ofMinutes(10);

    /**
     * @param browser hash of the cookie's value
     * @param binds the user and session that bind, with a blank between; empty for signing in
     * @param memory the provider's
     */
    record Attempt(String provider, String browser, String binds, String to, String callback, String memory) {}

    private final OneTimeStore store;
    private final SecretBox box;
    private final InstantSource clock;

    @Activate
    public Attempts(@Reference OneTimeStore store, @Reference SecretBox box) {
        this(store, box, InstantSource.system());
    }

    Attempts(OneTimeStore store, SecretBox box, InstantSource clock) {
        this.store = store;
        this.box = box;
        this.clock = clock;
    }

    void put(String state, Attempt attempt) {
        var now = clock.instant();
        store.deleteExpired(now);
        var hash = Tokens.hash(state);
        var text = String.join(
                "\n",
                attempt.provider(),
                attempt.browser(),
                attempt.binds(),
                attempt.to(),
                attempt.callback(),
                attempt.memory());
        store.put(hash, PURPOSE, box.seal(PURPOSE + "/" + hash, text), now.plus(LIFE));
    }

    /** {@code SIGN_IN_EXPIRED} when there is none, and for another browser, which doesn't get a second try. */
    Attempt take(String state, String browser) {
        var hash = Tokens.hash(state);
        var sealed = store.take(hash, PURPOSE, clock.instant())
                .orElseThrow(() -> new OstlerException(ErrorCode.SIGN_IN_EXPIRED));
        var parts = box.open(PURPOSE + "/" + hash, sealed).split("\n", 6);
        var attempt = new Attempt(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        if (!Tokens.same(Tokens.hash(browser), attempt.browser())) {
            throw new OstlerException(ErrorCode.SIGN_IN_EXPIRED);
        }
        return attempt;
    }
}
