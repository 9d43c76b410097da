package io.ostler.daemon.archive.internal.read;

import com.github.junrar.exception.UnsupportedDictionarySizeException;
import com.github.luben.zstd.ZstdIOException;

/** How each library says that an archive wants more memory than it may have. */
final class Memory {
    /** ZSTD_error_frameParameter_windowTooLarge */
    private static final long WINDOW_TOO_LARGE = 16;

    private Memory() {}

    static boolean isShort(Throwable fault) {
        return fault instanceof org.apache.commons.compress.MemoryLimitException
                || fault instanceof org.tukaani.xz.MemoryLimitException
                || fault instanceof UnsupportedDictionarySizeException
                || (fault instanceof ZstdIOException zstd && zstd.getErrorCode() == WINDOW_TOO_LARGE);
    }
}
