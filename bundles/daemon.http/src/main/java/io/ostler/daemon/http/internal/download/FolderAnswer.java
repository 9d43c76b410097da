package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Files.ArchiveFormat;
import java.util.ArrayList;
import java.util.List;

/** What goes into the archive of a folder, and the headers of the answer. */
final class FolderAnswer {
    private static final int PAGE = 1000;

    private FolderAnswer() {}

    /** The entries to pack; {@code FILE_NOT_FOUND} for what isn't there. */
    static List<String> entries(FileTree tree, Wanted wanted) {
        if (!wanted.chosen().isEmpty()) {
            wanted.chosen().forEach(tree::entry);
            return wanted.chosen();
        }
        var path = wanted.path();
        if (!path.isEmpty()) {
            if (tree.entry(path).kind() != Files.Kind.FOLDER) {
                throw new OstlerException(ErrorCode.NOT_A_FOLDER);
            }
            return List.of(path);
        }
        // the instance's own folder has no name to be packed under
        var all = new ArrayList<String>();
        var page = tree.list("", null, PAGE, Files.Sort.NAME, false);
        while (true) {
            page.entries().forEach(entry -> all.add(entry.name()));
            if (page.next() == null) {
                return all;
            }
            page = tree.list("", page.next(), PAGE, Files.Sort.NAME, false);
        }
    }

    static void begin(Exchange exchange, Wanted wanted) {
        var response = exchange.response();
        var path = wanted.path();
        var name = path.isEmpty() ? "files" : path.substring(path.lastIndexOf('/') + 1);
        response.setStatus(200);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Accept-Ranges", "none");
        response.setHeader("Content-Disposition", AttachmentName.header(name + suffix(wanted.format())));
        FileAnswer.makeInert(response);
        response.setContentType(type(wanted.format()));
    }

    private static String suffix(ArchiveFormat format) {
        return switch (format) {
            case ZIP -> ".zip";
            case TAR -> ".tar";
            case TAR_GZ -> ".tar.gz";
            case TAR_ZST -> ".tar.zst";
        };
    }

    private static String type(ArchiveFormat format) {
        return switch (format) {
            case ZIP -> "application/zip";
            case TAR -> "application/x-tar";
            case TAR_GZ -> "application/gzip";
            case TAR_ZST -> "application/zstd";
        };
    }
}
