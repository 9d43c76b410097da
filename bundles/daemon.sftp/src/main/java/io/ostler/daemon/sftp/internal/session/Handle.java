package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.RandomFile;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a client has open. Used by one thread, closed by any. */
sealed interface Handle extends AutoCloseable {

    String path();

    @Override
    void close();

    /** A file that is only read. */
    record Reading(String path, Download file) implements Handle {
        @Override
        public void close() {
            file.close();
        }
    }

    /** @param appends whether all that is written goes to the end, wherever the client wants it */
    record Writing(String path, RandomFile file, boolean reads, boolean appends) implements Handle {
        void write(ByteBuffer bytes, long offset) throws IOException {
            file.write(bytes, appends ? file.size() : offset);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** A folder that is being listed, page by page. */
    final class Folder implements Handle {
        private static final int PAGE = 1000;
        private static final int AT_ONCE = 100;

        private final FileTree tree;
        private final String path;
        private List<Entry> page;
        private @Nullable String next;
        private int given;

        Folder(FileTree tree, String path) {
            this.tree = tree;
            this.path = path;
            var first = tree.list(path, null, PAGE, Sort.NAME, false);
            page = first.entries();
            next = first.next();
        }

        @Override
        public String path() {
            return path;
        }

        /** The next entries; empty at the end. */
        List<Entry> read() {
            while (given == page.size() && next != null) {
                var more = tree.list(path, next, PAGE, Sort.NAME, false);
                page = more.entries();
                next = more.next();
                given = 0;
            }
            int to = Math.min(given + AT_ONCE, page.size());
            var entries = page.subList(given, to);
            given = to;
            return entries;
        }

        @Override
        public void close() {
            // nothing is held open between pages
        }
    }

    /** What is not open for that. */
    static OstlerException wrongKind() {
        return new OstlerException(ErrorCode.NOT_A_FILE);
    }
}
