package io.ostler.panel.api.audit;

import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What was recorded; {@code audit.read}, and {@code audit.manage} for its keeping. Thread-safe, blocks for storage. */
@ProviderType
public interface AuditLog {

    /**
     * @param records newest first; may be fewer than asked for, even none, while there is a {@code next}: one call looks
     *     at a bounded number of records
     * @param next where to go on, null at the end
     */
    record Page(List<AuditRecord> records, @Nullable Long next) {}

    /** @param days 1 to 3650; {@code records} 1,000 to 50,000,000 */
    record Retention(int days, long records) {}

    /**
     * Whether every record is as it was written, and none is missing.
     *
     * @param checked records so far, {@code total} so many there were at its beginning
     * @param finished when it ended, null while it goes on or when it was never asked for
     * @param fault the first record that is wrong; null: none so far
     * @param failure code of what kept it from its end, null in most cases
     * @param newest number of the last record of a chain in order, {@code hash} its hash: keep it elsewhere, then even
     *     who rewrites everything is found out
     */
    record Verification(
            boolean running,
            long checked,
            long total,
            @Nullable Instant finished,
            AuditChain.@Nullable Fault fault,
            @Nullable String failure,
            long newest,
            String hash) {
        public static final Verification NONE = new Verification(false, 0, 0, null, null, null, 0, "");
    }

    /** @param before number of the record before which to look, null: from the newest; {@code limit} 1 to 500 */
    Page page(Caller caller, AuditFilter filter, @Nullable Long before, int limit);

    /** All of them, oldest first, one after the other; ends when the consumer throws. */
    void export(Caller caller, AuditFilter filter, Consumer<AuditRecord> consumer);

    Retention retention(Caller caller);

    /** {@code VALUE_OUT_OF_RANGE}. What is too old then is removed within some minutes. */
    void keep(Caller caller, Retention retention);

    /** Begins to verify the chain unless that is under way; does not wait for its end. */
    Verification verify(Caller caller);

    /** How far the latest verification of this panel is. */
    Verification verification(Caller caller);
}
