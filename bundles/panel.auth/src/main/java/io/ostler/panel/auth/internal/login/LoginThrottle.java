package io.ostler.panel.auth.internal.login;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.SignInWaits.Waiting;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes guessing slow without locking anybody out who comes from elsewhere. Failures are counted per account and
 * address, and per address; beyond some free ones each further attempt has to wait, twice as long as the one before.
 * Unknown names count like known ones.
 *
 * <p>Failures of an account from all addresses together never refuse anything: they only take away the free failures of
 * addresses that try it, so against many addresses at once each has one attempt and then waits half a minute, while the
 * first attempt from any address always runs.
 *
 * <p>An attempt counts as failed from its beginning, so a hundred at once are not a hundred free ones; success takes
 * that back. Memory is bounded: the longest unused counters are forgotten. Thread-safe.
 */
@Component(service = LoginThrottle.class)
public final class LoginThrottle {
    private static final AttemptCounters.Rule PAIR =
            new AttemptCounters.Rule(10, Duration.ofSeconds(1), Duration.ofMinutes(15));
    private static final AttemptCounters.Rule PAIR_UNDER_ATTACK =
            new AttemptCounters.Rule(1, Duration.ofSeconds(30), Duration.ofMinutes(15));
    private static final AttemptCounters.Rule ADDRESS =
            new AttemptCounters.Rule(30, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final int ATTACK = 50;
    private static final int MOST_SHOWN = 200;
    private static final int MOST_NAMES = 5;
    private static final String ACCOUNT = "account ";
    private static final String PAIR_OF = "pair ";
    private static final String WHOLE = "address ";
    private static final String NAME = "name ";

    private final AttemptCounters counters;

    @Activate
    public LoginThrottle() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that never goes back */
    public LoginThrottle(LongSupplier nanos) {
        counters = new AttemptCounters(nanos);
    }

    /** {@code LOGIN_THROTTLED} with {@code retryAfterSeconds}; then the attempt isn't counted. */
    public Attempt begin(String name, String address) {
        return attempt(NAME + fold(name), address);
    }

    /** The same for codes and passkeys as a second step, counted by themselves: no name that is typed is one of these. */
    public Attempt beginSecondStep(UserId user, String address) {
        return attempt("second " + user.value(), address);
    }

    private Attempt attempt(String subject, String address) {
        var client = ClientAddress.key(address);
        var account = ACCOUNT + subject;
        var pair = pair(client) + subject;
        var whole = WHOLE + client;
        synchronized (counters) {
            var wait = longer(counters.wait(pair, pairRule(account)), counters.wait(whole, ADDRESS));
            if (wait.isPositive()) {
                throw OstlerException.of(
                        ErrorCode.LOGIN_THROTTLED, "retryAfterSeconds", Long.toString(roundedUp(wait)));
            }
            counters.count(List.of(account, pair, whole));
        }
        return new Attempt(account, pair, whole);
    }

    /** Those who have to wait, now or after the next failure; the longest wait first. */
    List<Waiting> slowed() {
        synchronized (counters) {
            var names = new HashMap<String, Set<String>>();
            var waits = new HashMap<String, Duration>();
            for (var key : counters.keys()) {
                if (key.startsWith(WHOLE)) {
                    addIfSlowed(waits, key.substring(WHOLE.length()), key, ADDRESS);
                } else if (key.startsWith(PAIR_OF)) {
                    int end = key.indexOf(' ', PAIR_OF.length());
                    var client = key.substring(PAIR_OF.length(), end);
                    var subject = key.substring(end + 1);
                    if (subject.startsWith(NAME)) {
                        names.computeIfAbsent(client, each -> new TreeSet<>()).add(subject.substring(NAME.length()));
                    }
                    addIfSlowed(waits, client, key, pairRule(ACCOUNT + subject));
                }
            }
            return waits.entrySet().stream()
                    .map(each -> waiting(each.getKey(), names.getOrDefault(each.getKey(), Set.of()), each.getValue()))
                    .sorted(Comparator.comparingLong(Waiting::seconds)
                            .thenComparingInt(Waiting::failures)
                            .reversed())
                    .limit(MOST_SHOWN)
                    .toList();
        }
    }

    private void addIfSlowed(Map<String, Duration> waits, String client, String key, AttemptCounters.Rule rule) {
        if (counters.failures(key) >= rule.free()) {
            waits.merge(client, counters.wait(key, rule), LoginThrottle::longer);
        }
    }

    private Waiting waiting(String client, Set<String> names, Duration wait) {
        return new Waiting(
                client,
                names.stream().limit(MOST_NAMES).toList(),
                counters.failures(WHOLE + client),
                Math.max(0, roundedUp(wait)));
    }

    /** Whether there was anything to forget of that address. */
    boolean lift(String address) {
        var client = ClientAddress.key(address);
        synchronized (counters) {
            var gone = counters.keys().stream()
                    .filter(key -> key.equals(WHOLE + client) || key.startsWith(pair(client)))
                    .toList();
            gone.forEach(counters::forget);
            return !gone.isEmpty();
        }
    }

    private AttemptCounters.Rule pairRule(String account) {
        return counters.failures(account) >= ATTACK ? PAIR_UNDER_ATTACK : PAIR;
    }

    private static String pair(String client) {
        return PAIR_OF + client + " ";
    }

    /** How many counters are held in memory. */
    int remembered() {
        synchronized (counters) {
            return counters.size();
        }
    }

    /** One attempt that runs; without a word it stays a failure. */
    public final class Attempt {
        private final String account;
        private final String pair;
        private final String address;

        private Attempt(String account, String pair, String address) {
            this.account = account;
            this.pair = pair;
            this.address = address;
        }

        /** Forgets the failures from this address with this account; those with other accounts stay. */
        public void succeeded() {
            synchronized (counters) {
                counters.forget(pair);
                counters.takeBack(List.of(account, address));
            }
        }

        /** It was neither right nor wrong. */
        public void abandoned() {
            synchronized (counters) {
                counters.takeBack(List.of(account, pair, address));
            }
        }
    }

    private static String fold(String name) {
        var cut = name.length() > 100 ? name.substring(0, 100) : name;
        return cut.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static long roundedUp(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}
