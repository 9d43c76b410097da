package io.ostler.daemon.process.internal.system;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all processes of the machine. A look costs some twenty microseconds a process, so runs that ask at the same
 * time share one: whoever asks during a look gets the next, and looks leave the machine time between them. Thread-safe.
 */
public final class ProcessTable {

    /** The environment variable that marks the processes of a run. */
    public static final String MARKER = "OSTLER_RUN";

    private static final String ASSIGNMENT = MARKER + "=";
    private static final int LONGEST_ENVIRONMENT = 4 * 1024 * 1024;

    /** The pause after a look as a multiple of what it took; none before the first. */
    private static final int REST = 2;

    private static final long LONGEST_REST_NANOS = 100_000_000;

    /**
     * A living process.
     *
     * @param run id of the run whose marker it carries, null when none or not ours to see
     */
    public record Entry(ProcStat stat, @Nullable String run) {}

    private final Executor executor;
    private long restUntil = System.nanoTime();
    private boolean looking;
    private @Nullable CompletableFuture<List<Entry>> next;

    public ProcessTable(Executor executor) {
        this.executor = executor;
    }

    /** Everything that lives at some moment after this call. */
    public synchronized CompletableFuture<List<Entry>> look() {
        if (next != null) {
            return next;
        }
        var asked = new CompletableFuture<List<Entry>>();
        next = asked;
        if (!looking) {
            looking = true;
            executor.execute(this::work);
        }
        return asked;
    }

    private void work() {
        rest();
        for (var asked = take(); asked != null; asked = take()) {
            try {
                long begin = System.nanoTime();
                var found = scan();
                long end = System.nanoTime();
                restUntil = end + Math.min(LONGEST_REST_NANOS, REST * (end - begin));
                asked.complete(found);
            } catch (RuntimeException e) { // whoever waits must hear of it
                asked.completeExceptionally(e);
            }
            rest();
        }
    }

    private void rest() {
        long left = restUntil - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized @Nullable CompletableFuture<List<Entry>> take() {
        var asked = next;
        next = null;
        looking = asked != null;
        return asked;
    }

    private static List<Entry> scan() {
        var names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
        var entries = new ArrayList<Entry>(names == null ? 0 : names.length);
        for (var name : names == null ? new String[0] : names) {
            ProcStat.of(Long.parseLong(name)).ifPresent(stat -> entries.add(new Entry(stat, runOf(name))));
        }
        return entries;
    }

    private static @Nullable String runOf(String pid) {
        try (var in = new FileInputStream("/proc/" + pid + "/environ")) {
            var text = "\0" + new String(in.readNBytes(LONGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            int at = text.indexOf("\0" + ASSIGNMENT);
            if (at < 0) {
                return null;
            }
            int from = at + 1 + ASSIGNMENT.length();
            int end = text.indexOf('\0', from);
            return text.substring(from, end < 0 ? text.length() : end);
        } catch (IOException e) {
            return null; // gone, or another user's
        }
    }
}
