package io.ostler.daemon.console.internal.search;

import io.ostler.daemon.console.internal.log.MarkTable;
import io.ostler.daemon.console.internal.log.StoredLog;
import io.ostler.daemon.console.internal.search.WindowSearch.Hits;
import io.ostler.daemon.console.internal.search.WindowSearch.Range;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.ConsoleWork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Searches logs, window by window, on two threads for all searches together; each search has a few windows under way,
 * so none keeps the others waiting, and memory is bounded. Thread-safe.
 */
public final class LogSearch implements AutoCloseable {

    static final int THREADS = 2;
    static final long NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST_LINES = 500;
    private static final int STACK = 1 << 20;
    private static final int BEGINNING = 4096;

    private final ExecutorService threads;
    private final long nanos;

    public LogSearch() {
        this(NANOS);
    }

    LogSearch(long nanos) {
        this.nanos = nanos;
        var pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .daemon()
                        .name("ostler-console-search-", 0)
                        .stackSize(STACK) // expressions are recursive
                        .factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    /** {@code INVALID_REQUEST}; blocks. */
    public ConsoleWork.Found search(StoredLog log, Charset charset, ConsoleWork.Search wanted) throws IOException {
        long deadline = System.nanoTime() + nanos;
        require(wanted);
        try (var channel = FileChannel.open(log.path(), StandardOpenOption.READ)) {
            var bounds = log.bounds();
            var encoding = Encoding.of(charset, beginning(channel, bounds.start()));
            var question = new Question(
                    wanted.text().isBlank() ? "" : wanted.text(),
                    wanted.regex(),
                    wanted.caseSensitive(),
                    wanted.level(),
                    encoding);
            var marks = log.marks().table();
            var range = range(wanted, bounds.start(), bounds.end(), marks, encoding.unit());
            var search = new WindowSearch(log, channel, encoding, question, range);
            return new Run(search, range, wanted, deadline).found(marks);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void require(ConsoleWork.Search wanted) {
        if (wanted.limit() < 1 || wanted.limit() > MOST_LINES) {
            throw OstlerException.invalid("limit", "1 to " + MOST_LINES);
        }
        if (wanted.from() != null && wanted.from() < 0) {
            throw OstlerException.invalid("from", "0 or more");
        }
        if (wanted.to() != null && wanted.to() < 0) {
            throw OstlerException.invalid("to", "0 or more");
        }
    }

    private static Range range(ConsoleWork.Search wanted, long start, long end, MarkTable marks, int unit) {
        long from = start;
        long to = end;
        var after = wanted.after();
        var before = wanted.before();
        if (after != null) {
            from = Math.max(from, marks.offsetOf(after, end));
        }
        if (before != null && before.isBefore(Instant.now())) {
            to = Math.min(to, marks.offsetOf(before, end));
        }
        from = wanted.from() == null ? from : Math.max(from, wanted.from());
        to = wanted.to() == null ? to : Math.min(to, wanted.to());
        long aligned = from + Math.floorMod(-from, (long) unit);
        return new Range(aligned, Math.max(aligned, to - (to - aligned) % unit));
    }

    private static byte[] beginning(FileChannel channel, long start) throws IOException {
        var bytes = ByteBuffer.allocate(BEGINNING);
        channel.read(bytes, start + start % 2);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** One search on its way. Confined to the thread that asks. */
    private final class Run {
        private final WindowSearch search;
        private final Range range;
        private final ConsoleWork.Search wanted;
        private final long deadline;
        private final ArrayDeque<Future<Hits>> under = new ArrayDeque<>();
        private long next;

        Run(WindowSearch search, Range range, ConsoleWork.Search wanted, long deadline) {
            this.search = search;
            this.range = range;
            this.wanted = wanted;
            this.deadline = deadline;
            next = wanted.backwards() ? range.end() : range.start();
        }

        ConsoleWork.Found found(MarkTable marks) throws IOException {
            var lines = new ArrayList<ConsoleWork.Line>();
            var now = Instant.now();
            try {
                while (submit(wanted.limit() - lines.size())) {
                    var hits = await(under.removeFirst());
                    for (var hit : hits.lines()) {
                        lines.add(new ConsoleWork.Line(
                                hit.offset(), marks.at(hit.offset(), now), Levels.name(hit.level()), hit.text()));
                        if (lines.size() == wanted.limit()) {
                            return new ConsoleWork.Found(lines, wanted.backwards() ? hit.offset() : hit.end(), false);
                        }
                    }
                    if (hits.stoppedAt() != null) {
                        return new ConsoleWork.Found(lines, hits.stoppedAt(), hits.isTimeOver());
                    }
                }
                return new ConsoleWork.Found(lines, null, false);
            } finally {
                // what still reads gets an error when the file is closed, and nobody hears of it
                under.forEach(window -> window.cancel(false));
            }
        }

        private boolean submit(int limit) {
            while (under.size() < THREADS && (wanted.backwards() ? next > range.start() : next < range.end())) {
                long from = wanted.backwards() ? Math.max(range.start(), windowOf(next - 1)) : next;
                long to = wanted.backwards() ? next : Math.min(range.end(), windowOf(next) + WindowSearch.WINDOW);
                next = wanted.backwards() ? from : to;
                try {
                    under.add(threads.submit(() -> search.search(from, to, wanted.backwards(), limit, deadline)));
                } catch (RejectedExecutionException e) {
                    throw new OstlerException(ErrorCode.NODE_AWAY, Map.of(), e);
                }
            }
            return !under.isEmpty();
        }

        private static long windowOf(long offset) {
            return offset - offset % WindowSearch.WINDOW;
        }

        private Hits await(Future<Hits> window) throws IOException {
            try {
                return window.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OstlerException(ErrorCode.NODE_AWAY, Map.of(), e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException broken) {
                    throw broken;
                }
                throw new IOException(e.getCause());
            }
        }
    }
}
