package io.ostler.panel.auth.internal.challenge;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.ChallengeStore;
import io.ostler.panel.api.store.ChallengeStore.ChallengeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tokens for one purpose that live five minutes. Only their hashes are stored; what came too late is cleared away when
 * new ones are made. Thread-safe, blocks for the store.
 */
@Component(service = Challenges.class)
public final class Challenges {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final ChallengeStore store;
    private final InstantSource clock;
    private final AtomicReference<Instant> cleared = new AtomicReference<>(Instant.EPOCH);

    @Activate
    public Challenges(@Reference ChallengeStore store) {
        this(store, InstantSource.system());
    }

    public Challenges(ChallengeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public record Issued(String token, Instant expires) {}

    /** @param data what is needed again when the token comes back */
    public record Open(String token, @Nullable UserId user, String data) {}

    public Issued issue(String kind, @Nullable UserId user, String data) {
        clear();
        var token = Tokens.create();
        var expires = clock.instant().plus(LIFE);
        store.insert(new ChallengeRecord(Tokens.hash(token), kind, user, data, expires));
        return new Issued(token, expires);
    }

    /** The challenge of that token if it is of that kind and still lives; it stays. */
    public Optional<Open> find(String kind, String token) {
        return store.find(Tokens.hash(token))
                .filter(found -> found.kind().equals(kind) && clock.instant().isBefore(found.expires()))
                .map(found -> new Open(token, found.user(), found.data()));
    }

    /** Of several at once exactly one gets it. */
    public Optional<Open> take(String kind, String token) {
        return find(kind, token).filter(open -> store.take(Tokens.hash(token)));
    }

    /** Counts a try; false when there were so many already. */
    public boolean attempt(Open open, int most) {
        return store.attempt(Tokens.hash(open.token), most);
    }

    public boolean take(Open open) {
        return store.take(Tokens.hash(open.token));
    }

    public void forget(UserId user) {
        store.deleteOf(user);
    }

    private void clear() {
        var now = clock.instant();
        var last = cleared.get();
        if (now.isAfter(last.plusSeconds(60)) && cleared.compareAndSet(last, now)) {
            store.deleteExpired(now);
        }
    }
}
