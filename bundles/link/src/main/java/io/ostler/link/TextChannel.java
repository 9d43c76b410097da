package io.ostler.link;

import java.util.concurrent.CompletionStage;

/** The carrier of a link's texts: one WebSocket, as the link sees it. */
public interface TextChannel {

    /** Sends one text; the next call comes when the returned stage is complete. Does not block. */
    CompletionStage<?> send(String text);

    /** Ends the carrier. Idempotent, does not block. */
    void close(int code, String reason);
}
