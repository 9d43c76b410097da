package io.ostler.daemon.api.stream;

import io.ostler.model.UserId;
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

    /** A useful number of bytes to ask for at a time at the present limits; 4 KiB to 1 MiB. */
    int portion(UserId user, Direction direction);
}
