package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the names in a folder durable for all who ask at about the same time: whoever comes while a flush runs shares
 * the next one, which begins as soon as that one has ended. Thread-safe.
 */
final class GroupSync {
    /** The round of each folder that was opened last. */
    private final Map<Object, Round> newest = new HashMap<>();

    /** One flush for all who joined before it began. Guarded by {@link #newest}, but for its end. */
    private static final class Round {
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();
        private boolean isBegun;

        /** Whether it flushed. */
        boolean await() {
            return end.join();
        }
    }

    /** What makes everything durable that was done in the folder before. */
    interface Flush {
        void run() throws IOException;
    }

    /** Returns when all that the caller did in the folder is durable. */
    void sync(Folder folder) throws IOException {
        sync(folder.attributes().fileKey(), folder::sync);
    }

    void sync(Object folder, Flush flush) throws IOException {
        var mine = new Round();
        Round last;
        boolean isJoining;
        synchronized (newest) {
            last = newest.get(folder);
            isJoining = last != null && !last.isBegun;
            if (!isJoining) {
                newest.put(folder, mine);
            }
        }
        if (!isJoining || last == null) {
            lead(folder, mine, last, flush);
        } else if (!last.await()) {
            flush.run(); // what hindered its leader need not hinder others
        }
    }

    private void lead(Object folder, Round mine, @Nullable Round before, Flush flush) throws IOException {
        boolean isDone = false;
        try {
            if (before != null) {
                before.await();
            }
            synchronized (newest) {
                mine.isBegun = true;
            }
            flush.run();
            isDone = true;
        } finally {
            synchronized (newest) {
                newest.remove(folder, mine);
            }
            mine.end.complete(isDone);
        }
    }
}
