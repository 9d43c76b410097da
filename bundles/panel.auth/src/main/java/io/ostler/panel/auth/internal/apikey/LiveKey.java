package io.ostler.panel.auth.internal.apikey;

import io.ostler.panel.api.access.ApiKeys.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key in memory; only its last use changes, and when it was last read from the store. Thread-safe. */
final class LiveKey {
    /** Finer than this nobody reads it. */
    private static final long GRAIN_SECONDS = 1;

    record Use(Instant at, String address) {}

    final ApiKey key;
    final String secretHash;
    private volatile long read;
    private volatile @Nullable Use use;
    private volatile @Nullable Use written;

    LiveKey(ApiKey key, String secretHash, long read) {
        this.key = key;
        this.secretHash = secretHash;
        this.read = read;
        var at = key.lastUsed();
        use = at == null ? null : new Use(at, key.lastAddress());
        written = use;
    }

    long read() {
        return read;
    }

    void readAgain(long nanos) {
        read = nanos;
    }

    boolean isExpired(Instant now) {
        var expires = key.expires();
        return expires != null && !now.isBefore(expires);
    }

    void used(Instant now, String address) {
        var last = use;
        if (last == null
                || now.getEpochSecond() - last.at.getEpochSecond() >= GRAIN_SECONDS
                || !last.address.equals(address)) {
            use = new Use(now, address);
        }
    }

    /** What the store doesn't know yet; null when it does. */
    @Nullable
    Use unwritten() {
        var last = use;
        return last == null || last.equals(written) ? null : last;
    }

    void written(Use last) {
        written = last;
    }

    /** As it is now. */
    ApiKey present() {
        var last = use;
        return last == null
                ? key
                : new ApiKey(
                        key.id(),
                        key.user(),
                        key.name(),
                        key.permissions(),
                        key.instances(),
                        key.addresses(),
                        key.created(),
                        key.expires(),
                        last.at,
                        last.address);
    }
}
