package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.archive.internal.read.Item;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Gives an extracted file what is kept of it beside its content: that it can be executed, and when it was changed. */
final class Marks {
    private static final Instant OLDEST = Instant.EPOCH;

    /** The file was taken away by its new owner already, or what it lies on can't do it. */
    private static final Set<ErrorCode> HARMLESS =
            Set.of(ErrorCode.FILE_NOT_FOUND, ErrorCode.NOT_A_FILE, ErrorCode.FILE_ACCESS_DENIED);

    private final FileTree tree;
    private final Instant newest = Instant.now().plus(Duration.ofDays(1));

    Marks(FileTree tree) {
        this.tree = tree;
    }

    void set(String path, Item item) {
        try {
            if (item.executable()) {
                int mode = tree.entry(path).mode() & 0777;
                // whoever may read it may run it
                tree.changeMode(path, mode | ((mode & 0444) >> 2));
            }
            var modified = item.modified();
            if (modified != null && modified.isAfter(OLDEST) && modified.isBefore(newest)) {
                tree.changeModified(path, modified);
            }
        } catch (OstlerException e) {
            if (!HARMLESS.contains(e.code())) {
                throw e;
            }
        }
    }
}
