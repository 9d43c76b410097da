package io.ostler.panel.api.audit;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was recorded, for those it concerns: who did what on an instance, and what happened with one's own account.
 * Records come from the same chain as in {@link AuditLog}; what the caller may not see by other rights is left out of
 * them. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Activity {
    int LONGEST_PAGE = 100;

    /**
     * @param user id of the account that acted, empty for nobody's; {@code asName} in whose name
     * @param address and client: empty where somebody else acted
     * @param masked whether values were left out
     */
    record Entry(
            long number,
            Instant at,
            String user,
            String name,
            String asName,
            String way,
            String address,
            String client,
            String act,
            Map<String, String> before,
            Map<String, String> after,
            AuditResult result,
            boolean masked) {}

    /**
     * @param entries newest first; may be fewer than asked for, even none, while there is a {@code next}
     * @param next where to go on, null at the end
     */
    record Page(List<Entry> entries, @Nullable Long next) {}

    /**
     * What is absent asks nothing. Values can't be searched: the answer would tell what is left out.
     *
     * @param from including, {@code to} excluding
     * @param act the whole name or its first words
     * @param before number of the entry before which to look, null: from the newest
     * @param limit 1 to {@value #LONGEST_PAGE}
     */
    record Query(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String act,
            AuditResult.@Nullable Outcome outcome,
            @Nullable Long before,
            int limit) {}

    /** {@code INSTANCE_ACTIVITY}. {@code VALUE_OUT_OF_RANGE}. */
    Page ofInstance(Caller caller, InstanceId instance, Query query);

    /** Sign-ins and changes of the caller's account, by themselves and by others. {@code VALUE_OUT_OF_RANGE}. */
    Page own(Caller caller, @Nullable Long before, int limit);
}
