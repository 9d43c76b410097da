package io.ostler.daemon.api.stream;

import io.ostler.model.NodeId;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Checks what a browser presents. Thread-safe, does not block. */
@ProviderType
public interface Tickets {

    /**
     * Verifies signature, type, issuer, audience, boot, expiry, scope and origin, and uses the ticket up.
     *
     * @param token the JWT's text; never log it
     * @param origin the request's {@code Origin} header, null when it has none
     * @param scopes what this end point serves
     * @throws io.ostler.model.OstlerException {@code TICKET_INVALID}, {@code TICKET_EXPIRED}, {@code TICKET_USED},
     *     {@code TICKET_SCOPE}, {@code ORIGIN_REFUSED}, {@code GRANT_REVOKED}
     */
    Ticket accept(String token, @Nullable String origin, TicketScope... scopes);

    /** The audience of the tickets accepted here: this node. */
    NodeId node();
}
