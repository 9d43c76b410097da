package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Ack;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Input;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Open;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Ping;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Resize;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import org.jspecify.annotations.Nullable;

/** Answers what a viewer says after its ticket was accepted. Thread-safe as its parts are. */
record Conversation(Attendance attendance, Attendance.Seat seat, Ticket ticket, ConsoleStream stream) {

    /** The frame to send, if any. */
    @Nullable
    String answer(ConsoleRequest request) {
        switch (request) {
            case Ack ack -> stream.acknowledge(ack.offset());
            case Ping ping -> {
                return ConsoleReply.pong(ping.number());
            }
            case Input input -> {
                boolean onlyAllowed = ticket.scope() == TicketScope.CONSOLE_COMMANDS;
                if (!onlyAllowed || !input.isLine()) {
                    requireWrite();
                }
                attendance.type(ticket.instance(), ticket.user(), input.text(), input.isLine(), onlyAllowed);
            }
            case Resize size -> {
                requireWrite();
                // 0: his window counts no more
                boolean counts = size.columns() != 0 || size.rows() != 0;
                seat.size(counts ? size.columns() : null, counts ? size.rows() : null);
            }
            case Open open -> throw OstlerException.invalid("ticket", "sent once");
        }
        return null;
    }

    private void requireWrite() {
        if (ticket.scope() != TicketScope.CONSOLE_WRITE) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }
}
