package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/** Turns what the system says into an error code with the path as the person gave it; host paths stay in the cause. */
final class FileErrors {
    private FileErrors() {}

    static OstlerException of(FilePath path, IOException error) {
        var meant = error instanceof Fault fault && fault.path() != null ? fault.path() : path.toString();
        return new OstlerException(code(error), Map.of("path", meant), error);
    }

    private static ErrorCode code(IOException error) {
        return switch (error) {
            case Fault fault -> fault.code();
            case NoSuchFileException e -> ErrorCode.FILE_NOT_FOUND;
            case FileAlreadyExistsException e -> ErrorCode.FILE_EXISTS;
            case NotDirectoryException e -> ErrorCode.NOT_A_FOLDER;
            case AccessDeniedException e -> ErrorCode.FILE_ACCESS_DENIED;
            case DirectoryNotEmptyException e -> ErrorCode.FOLDER_NOT_EMPTY;
            case AtomicMoveNotSupportedException e -> ErrorCode.CONFLICT;
            case ClosedByInterruptException e -> ErrorCode.TASK_CANCELLED;
            case InterruptedIOException e -> ErrorCode.TASK_CANCELLED;
            default -> unnamed(String.valueOf(error.getMessage()));
        };
    }

    /** Java has no types for these; the launcher runs the daemon in the C locale, so the text is the system's own. */
    private static ErrorCode unnamed(String message) {
        if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
            return ErrorCode.DISK_FULL;
        }
        if (message.contains("not permitted") || message.contains("Read-only") || message.contains("busy")) {
            return ErrorCode.FILE_ACCESS_DENIED;
        }
        if (message.contains("Directory not empty") || message.contains("Is a directory")) {
            return ErrorCode.FILE_EXISTS; // something else took the name
        }
        if (message.contains("Not a directory")) {
            return ErrorCode.NOT_A_FOLDER;
        }
        if (message.contains("Too many levels of symbolic links")) {
            return ErrorCode.PATH_OUTSIDE_ROOT;
        }
        if (message.contains("File name too long")) {
            return ErrorCode.PATH_INVALID;
        }
        return ErrorCode.STORAGE_FAILED;
    }
}
