package io.ostler.daemon.settings.internal;

import io.ostler.model.UserId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** One direction under one version of the settings: a bucket for the node and one for each person. Thread-safe. */
final class Lane {
    private static final int MANY = 1_000;
    private static final int LEAST = 4 << 10;
    private static final int MOST = 1 << 20;

    /** Portions per second, so that a change of the limits is felt soon and progress looks smooth. */
    private static final int PER_SECOND = 20;

    private final @Nullable Long rate;
    private final @Nullable Long userRate;
    private final @Nullable Bucket node;
    private final ConcurrentMap<UserId, Bucket> users = new ConcurrentHashMap<>();

    /** @param rate, userRate bytes per second, null for no limit */
    Lane(@Nullable Long rate, @Nullable Long userRate, long nanos) {
        this(rate, userRate, rate == null ? null : new Bucket(rate, nanos));
    }

    private Lane(@Nullable Long rate, @Nullable Long userRate, @Nullable Bucket node) {
        this.rate = rate;
        this.userRate = userRate;
        this.node = node;
    }

    /** What is owed under the former limits is owed under the new ones. */
    Lane with(@Nullable Long newRate, @Nullable Long newUserRate, long nanos) {
        var next = newRate != null && node != null
                ? new Lane(newRate, newUserRate, node.withRate(newRate, nanos))
                : new Lane(newRate, newUserRate, nanos);
        if (newUserRate != null) {
            users.forEach((user, bucket) -> next.users.put(user, bucket.withRate(newUserRate, nanos)));
        }
        return next;
    }

    long take(UserId user, int bytes, long nanos) {
        long wait = node == null ? 0 : node.take(bytes, nanos);
        return userRate == null
                ? wait
                : Math.max(wait, bucket(user, userRate, nanos).take(bytes, nanos));
    }

    private Bucket bucket(UserId user, long limit, long nanos) {
        if (users.size() > MANY) {
            users.values().removeIf(bucket -> bucket.isRested(nanos));
        }
        return users.computeIfAbsent(user, one -> new Bucket(limit, nanos));
    }

    /** Who has a bucket. */
    int people() {
        return users.size();
    }

    int portion() {
        long least = Math.min(rate == null ? Long.MAX_VALUE : rate, userRate == null ? Long.MAX_VALUE : userRate);
        return (int) Math.clamp(least / PER_SECOND, LEAST, MOST);
    }
}
