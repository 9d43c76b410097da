package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Ticket;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an upload ticket opens: a file, or everything beneath a folder. Paths are only put together and compared here;
 * whether they are any good is for the file tree to say. Immutable.
 *
 * @param path of the file; of a folder empty or with '/' at its end
 */
public record UploadTarget(String path, boolean isFolder, boolean mayOverwrite) {

    /** {@code TICKET_INVALID} when the ticket names nothing. */
    public static UploadTarget of(Ticket ticket) {
        var path = ticket.path();
        if (path == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        return new UploadTarget(path, path.isEmpty() || path.endsWith("/"), ticket.overwrite());
    }

    /** Whether an upload to that path is opened by the same right. */
    public boolean covers(String other) {
        return isFolder ? other.length() > path.length() && other.startsWith(path) : other.equals(path);
    }

    /** The path of a file whose way beneath the folder is given; {@code INVALID_REQUEST} without one. */
    public String file(@Nullable String beneath) {
        if (!isFolder) {
            return path;
        }
        if (beneath == null || beneath.isEmpty()) {
            throw OstlerException.invalid("filename", "the file's path beneath the folder of the ticket");
        }
        return path + beneath;
    }

    /** What to do when the name is taken; {@code FORBIDDEN} to replace what the ticket doesn't let replace. */
    public Conflict conflict(@Nullable String wanted) {
        var conflict = switch (wanted == null ? "" : wanted.toLowerCase(Locale.ROOT)) {
            case "fail", "" -> Conflict.FAIL;
            case "overwrite" -> Conflict.OVERWRITE;
            case "rename" -> Conflict.RENAME;
            default -> throw OstlerException.invalid("conflict", "fail, overwrite or rename");
        };
        if (conflict == Conflict.OVERWRITE && !mayOverwrite) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
        return conflict;
    }

    /** Makes the folders on the way to a file in the ticket's folder that aren't there yet. */
    public void makeFolders(FileTree tree, String file) {
        int end = file.lastIndexOf('/');
        if (isFolder && end > 0 && isMissing(tree, file)) {
            makeFolder(tree, file.substring(0, end));
        }
    }

    /** Throws for paths that are no good, for which nothing shall be made. */
    private static boolean isMissing(FileTree tree, String file) {
        try {
            tree.entry(file);
            return false;
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private static void makeFolder(FileTree tree, String folder) {
        if (isThere(tree, folder)) {
            return;
        }
        int end = folder.lastIndexOf('/');
        if (end > 0) {
            makeFolder(tree, folder.substring(0, end));
        }
        try {
            tree.makeFolder(folder);
        } catch (OstlerException e) {
            // another upload may have made it in the same moment
            if (e.code() != ErrorCode.FILE_EXISTS || !isThere(tree, folder)) {
                throw e;
            }
        }
    }

    private static boolean isThere(FileTree tree, String folder) {
        try {
            var kind = tree.entry(folder).kind();
            if (kind == Kind.LINK) {
                throw new OstlerException(ErrorCode.PATH_OUTSIDE_ROOT);
            }
            if (kind != Kind.FOLDER) {
                throw new OstlerException(ErrorCode.NOT_A_FOLDER, Map.of("path", folder));
            }
            return true;
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** Where a file landed that was meant for {@code file}; its name may differ. */
    public static String landed(String file, Entry entry) {
        return file.substring(0, file.lastIndexOf('/') + 1) + entry.name();
    }
}
