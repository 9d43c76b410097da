package io.ostler.link;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What one end of the tests answers. */
@JsonSegment("desk")
public interface Desk {

    @JsonRequest
    CompletableFuture<Room> book(Wish wish);

    @JsonRequest
    CompletableFuture<Room> wait(Wish wish);

    @JsonDelegate
    Cellar cellar();

    /** A part with a segment of its own. */
    @JsonSegment("cellar")
    interface Cellar {

        @JsonRequest
        CompletableFuture<Room> fetch(Wish wish);
    }

    record Wish(String name, int beds) {
        public Wish {
            if (beds < 0) {
                throw io.ostler.model.OstlerException.invalid("beds", "not negative");
            }
        }
    }

    record Room(String name, int number) {}
}
