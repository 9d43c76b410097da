package io.ostler.daemon.link.internal.grant;

import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Judges tickets by themselves, without asking the panel: signed by a panel that said hello in this life of the daemon,
 * for this node, by the panel's clock not too old, for this purpose, from this origin, not revoked, not used. A ticket
 * is used up last, so that a refused one costs its owner nothing. Thread-safe, does not block.
 */
@Component(service = Tickets.class)
public final class SignedTickets implements Tickets {
    /** How much further the panel's clock may be than we believe. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private static final int LONGEST_ID = 64;

    private final TrustedPanels panels;
    private final GrantRegistry grants;

    @Activate
    public SignedTickets(@Reference TrustedPanels panels, @Reference GrantRegistry grants) {
        this.panels = panels;
        this.grants = grants;
    }

    @Override
    public Ticket accept(String token, @Nullable String origin, TicketScope... scopes) {
        var ticket = TicketCodec.verify(
                token,
                issuer -> panels.find(issuer).map(p -> p.trust().panelKey()).orElse(null));
        var panel = panels.find(ticket.issuer()).orElseThrow(() -> new OstlerException(ErrorCode.TICKET_INVALID));
        require(
                ticket.audience().equals(panel.node())
                        && !ticket.id().isEmpty()
                        && ticket.id().length() <= LONGEST_ID,
                ErrorCode.TICKET_INVALID);
        checkTime(ticket, panel);
        require(Arrays.asList(scopes).contains(ticket.scope()), ErrorCode.TICKET_SCOPE);
        require(ticket.origin().equals(Objects.requireNonNullElse(origin, "")), ErrorCode.ORIGIN_REFUSED);
        grants.use(ticket, panel);
        return ticket;
    }

    private static void checkTime(Ticket ticket, TrustedPanel panel) {
        var now = panel.clock().now();
        var life = Duration.between(ticket.issued(), ticket.expires());
        require(!life.isNegative() && life.compareTo(Ticket.LIFE) <= 0, ErrorCode.TICKET_INVALID);
        require(!ticket.issued().isAfter(now.plus(AHEAD)), ErrorCode.TICKET_INVALID);
        require(ticket.boot().equals(panel.boot()) && now.isBefore(ticket.expires()), ErrorCode.TICKET_EXPIRED);
    }

    private static void require(boolean holds, ErrorCode otherwise) {
        if (!holds) {
            throw new OstlerException(otherwise);
        }
    }

    @Override
    public NodeId node() {
        return panels.node();
    }
}
