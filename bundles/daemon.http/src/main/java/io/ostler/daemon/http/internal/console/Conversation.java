package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Ack;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Input;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Open;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Ping;
import io.ostler.daemon.http.internal.console.ConsoleRequest.Resize;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what a viewer says after its ticket was accepted. Thread-safe as its parts are. */
record Conversation(InstanceEngine engine, Ticket ticket, ConsoleStream stream) {

    /** The frame to send, if any. */
    @Nullable
    String answer(ConsoleRequest request) {
        switch (request) {
            case Ack ack -> stream.acknowledge(ack.offset());
            case Ping ping -> {
                return ConsoleReply.pong(ping.number());
            }
            case Input input -> {
                requireWrite();
                engine.input(ticket.instance(), input.text(), input.isLine());
            }
            case Resize size -> {
                requireWrite();
                requireWithin("columns", size.columns());
                requireWithin("rows", size.rows());
                engine.resize(ticket.instance(), size.columns(), size.rows());
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

    private static void requireWithin(String field, int value) {
        if (value < 1 || value > 1000) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", field, "rule", "1 to 1000"));
        }
    }
}
