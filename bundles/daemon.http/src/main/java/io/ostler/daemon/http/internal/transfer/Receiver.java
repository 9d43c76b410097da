package io.ostler.daemon.http.internal.transfer;

import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where a body goes. One thread at a time. What it holds is let go with its {@link Transfer}. */
public interface Receiver {

    /** Takes all of the bytes; on a thread of the server. */
    void receive(ByteBuffer bytes) throws IOException;

    /** Everything is there: keeps it; on a thread of the doors, may block. */
    Answer complete() throws IOException;

    /**
     * It won't be completed. Before the transfer lets go.
     *
     * @param refusal why; null when the connection broke
     */
    default void spoil(@Nullable OstlerException refusal) {}

    /** Tells the client of the success; nothing is held any more then. */
    @FunctionalInterface
    interface Answer {
        void send() throws IOException;
    }
}
