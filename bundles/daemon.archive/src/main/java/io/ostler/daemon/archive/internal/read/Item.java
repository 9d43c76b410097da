package io.ostler.daemon.archive.internal.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says about one of its entries. Nothing of it is checked. Immutable.
 *
 * @param size -1 when it isn't said
 */
public record Item(
        String name,
        Kind kind,
        long size,
        boolean executable,
        @Nullable Instant modified) {
    public enum Kind {
        FILE,
        FOLDER,
        /** Symbolic or hard. */
        LINK,
        OTHER
    }

    private static final int TYPE = 0170000;
    private static final int LINK_TYPE = 0120000;

    static boolean isLink(int mode) {
        return (mode & TYPE) == LINK_TYPE;
    }

    static boolean isExecutable(int mode) {
        return (mode & 0100) != 0;
    }
}
