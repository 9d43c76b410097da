package io.ostler.daemon.link.internal.grant;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets were used up lately. Kept longer than any ticket lives, by the monotonic clock; when there are more
 * than fit none is accepted rather than one forgotten. Confined to its owner's lock.
 */
final class AcceptedTickets {
    /** A ticket's life and a margin for corrections of the panel's clock. */
    static final long KEPT = Duration.ofSeconds(120).toNanos();

    private static final int MOST = 100_000;

    private final Map<String, Acceptance> byId = new LinkedHashMap<>();

    /** @param issuer the panel whose ticket it was; {@code issued} by its clock, null: there was no ticket */
    record Acceptance(String issuer, @Nullable Instant issued, long nano) {}

    /**
     * @throws OstlerException {@code TICKET_USED} the second time, {@code OVERLOADED}
     */
    void use(String id, String issuer, @Nullable Instant issued, long nano) {
        forget(nano);
        if (byId.containsKey(id)) {
            throw new OstlerException(ErrorCode.TICKET_USED);
        }
        if (byId.size() >= MOST) {
            throw new OstlerException(ErrorCode.OVERLOADED);
        }
        byId.put(id, new Acceptance(issuer, issued, nano));
    }

    Optional<Acceptance> find(String id, long nano) {
        forget(nano);
        return Optional.ofNullable(byId.get(id));
    }

    /** The first ones are the oldest. */
    private void forget(long nano) {
        var oldest = byId.values().iterator();
        while (oldest.hasNext() && nano - oldest.next().nano() > KEPT) {
            oldest.remove();
        }
    }
}
