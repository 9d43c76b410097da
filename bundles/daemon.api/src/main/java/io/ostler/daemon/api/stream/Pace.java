package io.ostler.daemon.api.stream;

import io.ostler.model.UserId;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.versioning.ProviderType;

/** The node's limits of speed, shared by all doors. Thread-safe. */
@ProviderType
public interface Pace {

    /** Which way bytes go, seen from the person. */
    enum Direction {
        UPLOAD,
        DOWNLOAD
    }

    /**
     * Asks for bytes and counts them at once.
     *
     * @return nanoseconds to wait before more may be asked for; 0 without a limit
     */
    long take(UserId user, Direction direction, int bytes);

    /**
     * Counts bytes and waits for as long as {@link #take} says, or less when the limits are changed meanwhile. For
     * virtual threads, after the bytes have been moved.
     */
    default void pause(UserId user, Direction direction, int bytes) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(take(user, direction, bytes));
    }

    /** A useful number of bytes to ask for at a time at the present limits; 4 KiB to 1 MiB. */
    int portion(UserId user, Direction direction);
}
