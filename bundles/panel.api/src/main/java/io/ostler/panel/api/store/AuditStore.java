package io.ostler.panel.api.store;

import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Records in one chain, whoever writes: several panels on one database have one. Nothing changes a record, and only
 * {@link #removeOldest} removes any. Thread-safe, blocks.
 */
@ConsumerType
public interface AuditStore {

    /** An act that was begun. */
    record Begun(String id, Instant at, AuditAct act) {}

    /** An act with its result. @param begun id of what was begun, empty when nothing was */
    record Ended(String begun, AuditAct act, AuditResult result) {}

    /**
     * @param looked number of the oldest record that was looked at, 0 at the end
     */
    record Found(List<AuditRecord> records, long looked) {}

    /** Where the chain ends: number 0 and an empty hash when nothing was ever written. */
    record Head(long number, String hash) {}

    /** All or nothing, durably; {@code ended} get their numbers in this order. What was begun with their ids is gone then. */
    void write(List<Begun> begun, List<Ended> ended);

    /** What a source numbers: its log, and the number of the last act that is here; empty and 0 when nothing is. */
    record Told(String log, long last) {
        public static final Told NOTHING = new Told("", 0);
    }

    Told told(String source);

    /**
     * As {@link #write}, and the source's acts are told up to {@code next}, all in one transaction.
     *
     * @param former what {@link #told} must be now; {@code CONFLICT} when somebody else was quicker
     */
    void adopt(String source, Told former, Told next, List<Ended> ended);

    /** What was begun before and has no end. */
    List<Begun> open(Instant before);

    /**
     * Newest first, those with smaller numbers than {@code before}.
     *
     * @param looks how many records may be looked at beyond what indexes select
     */
    Found find(AuditFilter filter, long before, int limit, int looks);

    /** Oldest first, from this number on. */
    List<AuditRecord> from(long number, int limit);

    /** The number of the first record at that time or later; one more than the newest when there is none. */
    long numberAt(Instant at);

    Head head();

    /**
     * Removes at most {@code most} of the oldest records, those older than the time and those beyond the newest
     * {@code keep}, and writes a record that witnesses it in the same transaction.
     *
     * @return how many were removed
     */
    int removeOldest(Instant olderThan, long keep, int most);
}
