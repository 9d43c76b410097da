package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.daemon.detect.internal.probe.ProbeThread;
import io.ostler.daemon.detect.internal.read.ByteBudget;
import io.ostler.daemon.detect.internal.read.LineAssembler;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads along with one run of an instance. Looks at no more than the budget; when it is behind it goes on near the end
 * and counts what it passed over. While it waits it has no viewing open, so a flood costs the writer nothing. Confined
 * to the {@link ProbeThread} but for {@link #skipped}.
 */
final class RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    /** What is looked at when it is behind: the last of it. */
    static final int WINDOW = 256 * 1024;
    /** Offsets at which a character begins in every encoding, counted from the run's start. */
    private static final int ALIGNED = 4;

    private final InstanceId id;
    private final Consoles consoles;
    private final ProbeThread thread;
    private final ByteBudget budget;
    private final long start;
    private final RunLines lines;
    private LineAssembler assembler;
    private long position;
    private volatile long skipped;
    private @Nullable Viewing viewing;
    /** Tells the present viewing from former ones, whose last bytes may still arrive. */
    private int turn;

    /** Whether what was taken last ends in the middle of a line. */
    private boolean inLine;

    private boolean finished;

    RunWatch(InstanceId id, Consoles consoles, ProbeThread thread, ByteBudget budget, long start, RunLines lines) {
        this.id = id;
        this.consoles = consoles;
        this.thread = thread;
        this.budget = budget;
        this.start = start;
        this.position = start;
        this.lines = lines;
        this.assembler = assembler();
    }

    private LineAssembler assembler() {
        return new LineAssembler(Charset.forName(lines.definition().encoding()), line -> lines.line(line, position));
    }

    RunLines lines() {
        return lines;
    }

    long start() {
        return start;
    }

    /** Bytes that were not looked at. */
    long skipped() {
        return skipped;
    }

    /** Follows from where it is. */
    void open() {
        if (finished) {
            return;
        }
        close();
        int mine = ++turn;
        try {
            catchUp();
            viewing = consoles.view(id, position, new Following(mine));
        } catch (OstlerException e) {
            LOG.debug("The console of {} is not looked at: {}", id, e.code());
        }
    }

    private void catchUp() {
        var bounds = consoles.bounds(id);
        if (bounds.end() - position > WINDOW) {
            long from = bounds.end() - WINDOW;
            from -= Math.floorMod(from - start, ALIGNED);
            passOver(Math.max(from, bounds.start()));
        } else if (position < bounds.start()) {
            passOver(bounds.start());
        }
    }

    private void passOver(long to) {
        skipped += to - position;
        position = to;
        assembler.skip();
    }

    private void took(int mine, long offset, ByteBuffer bytes) {
        if (mine != turn || finished) {
            return;
        }
        if (offset > position) {
            passOver(offset);
        }
        int count = bytes.remaining();
        position = offset + count;
        inLine = bytes.get(bytes.limit() - 1) != '\n';
        assembler.feed(bytes);
        var wait = budget.spend(count);
        var open = viewing;
        if (wait.isZero() && open != null) {
            open.ready();
        } else {
            close();
            thread.later(wait.plus(Duration.ofMillis(1)), job(this::open));
        }
    }

    /** The run is over: looks at what is left of it. */
    void finish() {
        if (finished) {
            return;
        }
        close();
        turn++;
        try {
            catchUp();
            readRest();
        } catch (OstlerException | IOException e) {
            LOG.debug("The end of the console of {} is not looked at", id, e);
        }
        assembler.end();
        finished = true;
    }

    private void readRest() throws IOException {
        long end = consoles.bounds(id).end();
        var buffer = new byte[32 * 1024];
        while (position < end) {
            int count = consoles.read(id, position, buffer);
            if (count <= 0) {
                return;
            }
            position += count;
            assembler.feed(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    /** Looks no more. */
    void stop() {
        finished = true;
        close();
    }

    private void close() {
        var open = viewing;
        viewing = null;
        if (open != null) {
            open.close();
        }
    }

    /** Work on this watch. Where a detector hangs in it, the watch goes on behind the bytes that were looked at. */
    ProbeThread.Job job(Runnable work) {
        return new ProbeThread.Job() {
            @Override
            public void run() {
                work.run();
            }

            @Override
            public void abandoned() {
                assembler = assembler();
                if (inLine) {
                    assembler.skip();
                }
                open();
            }
        };
    }

    private final class Following implements Viewer {
        private final int mine;

        private Following(int mine) {
            this.mine = mine;
        }

        @Override
        public void output(long offset, ByteBuffer bytes) {
            thread.submit(job(() -> took(mine, offset, bytes)));
        }

        @Override
        public void gap(long from, long to) {
            // The next bytes' offset tells of it.
        }

        @Override
        public void ended(String reason) {
            LOG.debug("The console of {} ended: {}", id, reason);
        }
    }
}
