package io.ostler.daemon.process.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong around a start into an error with a code; texts of the system go to the log alone. */
final class StartErrors {

    /** Less than this is as good as nothing: the smallest file takes a block. */
    private static final long SCANT = 64 * 1024;

    private StartErrors() {}

    /** @param folder on the disk that was written to */
    static OstlerException of(Path folder, String text, @Nullable Exception cause) {
        return isFull(folder, text)
                ? new OstlerException(ErrorCode.DISK_FULL, Map.of(), cause)
                : new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "KEEPER_FAILED"), cause);
    }

    /** The message is the C library's and may be translated, so the disk is asked as well. */
    private static boolean isFull(Path folder, String text) {
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < SCANT;
        } catch (IOException e) {
            return false;
        }
    }
}
