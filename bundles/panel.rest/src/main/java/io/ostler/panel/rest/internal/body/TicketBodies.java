package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.panel.api.instance.Instances;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies with which a client gets the right to open a stream or transfer at a daemon. */
public final class TicketBodies {
    private TicketBodies() {}

    /** @param path of a transfer; {@code maxSize} and {@code overwrite} of an upload */
    public record TicketOrder(
            Scope scope,
            @Nullable String path,
            @Nullable Long maxSize,
            @Nullable Boolean overwrite) {

        public Instances.TicketRequest request() {
            return new Instances.TicketRequest(scope.model(), path, maxSize, Boolean.TRUE.equals(overwrite));
        }
    }

    /** What a ticket opens, by its name on the wire. */
    public enum Scope {
        @JsonProperty("console.read")
        CONSOLE_READ(TicketScope.CONSOLE_READ),
        @JsonProperty("console.commands")
        CONSOLE_COMMANDS(TicketScope.CONSOLE_COMMANDS),
        @JsonProperty("console.write")
        CONSOLE_WRITE(TicketScope.CONSOLE_WRITE),
        @JsonProperty("file.upload")
        FILE_UPLOAD(TicketScope.FILE_UPLOAD),
        @JsonProperty("file.download")
        FILE_DOWNLOAD(TicketScope.FILE_DOWNLOAD);

        private final TicketScope model;

        Scope(TicketScope model) {
            this.model = model;
        }

        TicketScope model() {
            return model;
        }
    }

    /** @param addresses base URLs of the daemon, best first; an empty one stands for the panel's own origin */
    public record IssuedTicket(String token, List<String> addresses, Instant expires) {
        public static IssuedTicket of(Instances.IssuedTicket ticket) {
            return new IssuedTicket(ticket.token(), ticket.addresses(), ticket.expires());
        }
    }
}
