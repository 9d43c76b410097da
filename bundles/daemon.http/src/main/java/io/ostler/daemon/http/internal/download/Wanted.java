package io.ostler.daemon.http.internal.download;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.ArchiveFormat;
import io.ostler.protocol.Ticket;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a download shall bring. Immutable.
 *
 * @param chosen entries of the ticket's folder; empty for what the ticket names itself
 * @param format of an archive
 * @param log a stretch of the console instead of files
 */
record Wanted(
        Ticket ticket,
        List<String> chosen,
        ArchiveFormat format,
        @Nullable LogPart log) {
    private static final int MOST_CHOSEN = 1000;

    Wanted {
        chosen = List.copyOf(chosen);
    }

    Wanted(Ticket ticket, List<String> chosen, ArchiveFormat format) {
        this(ticket, chosen, format, null);
    }

    static Wanted of(Ticket ticket, LogPart log) {
        return new Wanted(ticket, List.of(), ArchiveFormat.ZIP, log);
    }

    static Wanted of(Ticket ticket, @Nullable String format) {
        return new Wanted(ticket, List.of(), format(format));
    }

    /** {@code INVALID_REQUEST} for paths that aren't right in the ticket's folder. */
    static Wanted of(Ticket ticket, List<String> chosen, @Nullable String format) {
        if (chosen.size() > MOST_CHOSEN) {
            throw OstlerException.invalid("paths", "at most " + MOST_CHOSEN);
        }
        var wanted = new Wanted(ticket, chosen, format(format));
        var folder = wanted.path().isEmpty() ? "" : wanted.path() + "/";
        for (var path : chosen) {
            boolean isEntry = path.startsWith(folder)
                    && path.length() > folder.length()
                    && path.indexOf('/', folder.length()) < 0;
            if (!isEntry) {
                throw OstlerException.invalid("paths", "entries right in the folder of the ticket");
            }
        }
        return wanted;
    }

    private static ArchiveFormat format(@Nullable String name) {
        return switch (name == null ? "zip" : name.toLowerCase(Locale.ROOT)) {
            case "zip" -> ArchiveFormat.ZIP;
            case "tar" -> ArchiveFormat.TAR;
            case "tar.gz" -> ArchiveFormat.TAR_GZ;
            case "tar.zst" -> ArchiveFormat.TAR_ZST;
            default -> throw new OstlerException(ErrorCode.ARCHIVE_FORMAT_UNKNOWN);
        };
    }

    /** Without the '/' that may end a folder's; {@code TICKET_INVALID} when the ticket names nothing. */
    String path() {
        var path = ticket.path();
        if (path == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Whether it is certainly no file. */
    boolean isFolder() {
        var path = ticket.path();
        return !chosen.isEmpty() || path != null && (path.isEmpty() || path.endsWith("/") && path.length() > 1);
    }
}
