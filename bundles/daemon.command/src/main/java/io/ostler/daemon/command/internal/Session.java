package io.ostler.daemon.command.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An open connection that was let in. Confined to one thread, but for {@link #close}. */
interface Session extends AutoCloseable {

    /** Longest answer; what goes beyond is cut off. */
    int MOST_ANSWER = 64 * 1024;

    /** Whether another line may be sent: the other side is there and nothing is left over. */
    boolean isUsable();

    /** Bounded by the answer's time limit. */
    String exchange(String line) throws IOException, PathFailure;

    /** Does not block. */
    @Override
    void close();

    /** Makes sessions, within the time limits. */
    interface Dialer {
        Session dial(int port, @Nullable String password) throws IOException, PathFailure;
    }
}
