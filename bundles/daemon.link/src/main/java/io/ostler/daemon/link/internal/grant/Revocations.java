package io.ostler.daemon.link.internal.grant;

import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What was revoked lately, for as long as a ticket from before may turn up. When there is more than fits, the oldest
 * become one that matches everything. Confined to its owner's lock.
 */
final class Revocations {
    private static final int MOST = 10_000;

    private final Deque<Past> past = new ArrayDeque<>();
    private @Nullable Past everything;

    /** @param issuer whose grants it ends, null for everybody's; {@code revocation} null matches every grant */
    private record Past(
            @Nullable Revocation revocation, @Nullable String issuer, long nano) {
        boolean matches(Grant grant, String from) {
            return (issuer == null || issuer.equals(from)) && (revocation == null || revocation.matches(grant));
        }

        /** Whether it comes after the ticket: by the panel's clock where that told both, else by the daemon's. */
        boolean isAfter(@Nullable Instant issued, LongPredicate when) {
            var at = revocation == null ? null : revocation.at();
            return issued == null || at == null ? when.test(nano) : !issued.isAfter(at);
        }
    }

    void add(@Nullable Revocation revocation, @Nullable String issuer, long nano) {
        forget(nano);
        if (past.size() == MOST) {
            everything = new Past(null, null, past.removeFirst().nano());
        }
        past.addLast(new Past(revocation, issuer, nano));
    }

    /**
     * Whether the grant was revoked at a moment that counts.
     *
     * @param issued when its ticket was, panel's clock; null: it had none
     * @param when which moments of the daemon's clock count, where the panel's can't tell
     */
    boolean hit(Grant grant, String issuer, @Nullable Instant issued, LongPredicate when) {
        var all = everything;
        return all != null && when.test(all.nano())
                || past.stream().anyMatch(p -> p.matches(grant, issuer) && p.isAfter(issued, when));
    }

    private void forget(long nano) {
        while (!past.isEmpty() && nano - past.getFirst().nano() > AcceptedTickets.KEPT) {
            past.removeFirst();
        }
        if (everything != null && nano - everything.nano() > AcceptedTickets.KEPT) {
            everything = null;
        }
    }
}
