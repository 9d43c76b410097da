package io.ostler.panel.api.audit;

import io.ostler.panel.api.access.Caller;
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

    /** @param before number of the record before which to look, null: from the newest; {@code limit} 1 to 500 */
    Page page(Caller caller, AuditFilter filter, @Nullable Long before, int limit);

    /** All of them, oldest first, one after the other; ends when the consumer throws. */
    void export(Caller caller, AuditFilter filter, Consumer<AuditRecord> consumer);

    Retention retention(Caller caller);

    /** {@code VALUE_OUT_OF_RANGE}. What is too old then is removed within some minutes. */
    void keep(Caller caller, Retention retention);
}
