package io.ostler.daemon.instance.internal.store;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells a full disk from other failures; host paths stay in the cause, which only the log shows. */
public final class StorageErrors {

    /** Less than this is as good as nothing: the smallest file takes a block. */
    private static final long SCANT = 64 * 1024;

    private StorageErrors() {}

    /**
     * {@code DISK_FULL} or {@code STORAGE_FAILED}.
     *
     * @param folder on the disk that was written to
     */
    public static OstlerException of(IOException cause, Path folder) {
        return new OstlerException(
                isFull(cause, folder) ? ErrorCode.DISK_FULL : ErrorCode.STORAGE_FAILED, Map.of(), cause);
    }

    /** The message is the C library's and may be translated, so the disk is asked as well. */
    private static boolean isFull(IOException cause, Path folder) {
        var text = String.valueOf(cause.getMessage());
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
