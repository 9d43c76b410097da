package io.ostler.link;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What the other end of the tests answers. */
@JsonSegment("guest")
public interface Guest {

    @JsonNotification
    void told(News news);

    @JsonRequest
    CompletableFuture<News> ask();

    record News(long number) {}
}
