package io.ostler.panel.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * Looks through records from the oldest to the newest and finds the first that isn't as it was written. Where the oldest
 * were removed after their time, a later record must witness up to which hash. Confined to one thread.
 */
public final class AuditChain {
    /** The act that removes the oldest records; its values say {@code removedTo} and {@code hash}. */
    public static final String RETENTION = "audit.retention";

    public static final String REMOVED_TO = "removedTo";
    public static final String HASH = "hash";

    /** @param number of the first record that is wrong */
    public record Fault(long number, Kind kind) {}

    public enum Kind {
        /** Its contents don't have its hash. */
        CHANGED,
        /** A record between it and the one before is gone. */
        MISSING,
        /** It follows another record than the one before it. */
        TORN,
        /** Records before it are gone, and no record says that they were removed after their time. */
        CUT,
        /** Records after it are gone. */
        SHORT
    }

    private long first;
    private String base = "";
    private boolean witnessed = true;
    private long last;
    private String hash = "";
    private long count;

    /** Null while everything is in order; nothing is to be added after a fault. */
    public @Nullable Fault add(AuditRecord record) {
        if (!record.isGenuine()) {
            return new Fault(record.number(), Kind.CHANGED);
        }
        if (count == 0) {
            first = record.number();
            base = record.former();
            witnessed = first == 1 && base.isEmpty();
        } else if (record.number() != last + 1) {
            return new Fault(record.number(), Kind.MISSING);
        } else if (!record.former().equals(hash)) {
            return new Fault(record.number(), Kind.TORN);
        }
        witnessed |= isWitness(record);
        last = record.number();
        hash = record.hash();
        count++;
        return null;
    }

    private boolean isWitness(AuditRecord record) {
        var values = record.act().after().map();
        return record.act().name().equals(RETENTION)
                && base.equals(values.get(HASH))
                && Long.toString(first - 1).equals(values.get(REMOVED_TO));
    }

    /** What only the end shows, without knowing which record should be the last. */
    public @Nullable Fault end() {
        return witnessed ? null : new Fault(first, Kind.CUT);
    }

    /** @param number of the newest record as it is known elsewhere, with its hash */
    public @Nullable Fault end(long number, String newest) {
        if (last < number || !hash.equals(newest)) {
            return new Fault(last, Kind.SHORT);
        }
        return end();
    }

    public long count() {
        return count;
    }
}
