package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import io.ostler.daemon.archive.internal.read.Item;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import java.util.List;

/** Counts what an archive gives in fact and ends it where it is too much. Confined to one thread. */
final class Bounds {
    private final ArchiveLimits limits;
    private final long archive;
    private long bytes;
    private int entries;

    /** @param archive its size */
    Bounds(ArchiveLimits limits, long archive) {
        this.limits = limits;
        this.archive = archive;
    }

    void entry() {
        if (++entries > limits.entries()) {
            throw ArchiveErrors.limit(limits.entries() + " entries");
        }
    }

    void bytes(long more) {
        bytes += more;
        check(bytes);
    }

    /** What a table announces; returns the sum of its files. */
    long announced(List<Item> items, Files.Usage usage) {
        long sum = 0;
        for (var item : items) {
            if (item.kind() == Item.Kind.FILE && item.size() > 0) {
                sum = Math.min(sum + item.size(), Long.MAX_VALUE / 2);
                if (sum > limits.total()) {
                    check(sum);
                }
            }
        }
        check(sum);
        var quota = usage.quota();
        if (quota != null && sum > quota - usage.used()) {
            throw new OstlerException(ErrorCode.QUOTA_EXCEEDED);
        }
        if (sum > usage.free()) {
            throw new OstlerException(ErrorCode.DISK_FULL);
        }
        return sum;
    }

    private void check(long size) {
        if (size > limits.total()) {
            throw ArchiveErrors.limit((limits.total() >> 20) + " MiB");
        }
        // divided, for the product could be too large
        if (size > limits.free() && size / limits.ratio() > archive) {
            throw ArchiveErrors.limit(limits.ratio() + " times its own size");
        }
    }
}
