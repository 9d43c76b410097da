package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of output from a console to one viewer. One frame is under way at a time, and no more than the window is
 * unacknowledged; a viewer that has stopped reading is taken off the console and costs an offset, nothing else.
 * Thread-safe; no lock is held while it sends.
 */
final class ConsoleStream implements Viewer, AutoCloseable {
    private static final long NEAR_END = 256 * 1024;
    private static final long REST_AFTER = TimeUnit.SECONDS.toNanos(5);

    private final Consoles consoles;
    private final InstanceId instance;
    private final long window;
    private final long skip;
    private final Line line;
    private Flow flow = Flow.OPEN;
    private @Nullable Viewing viewing;
    private boolean owesReady;
    private long sent;
    private long acknowledged;
    private long fullSince;

    private enum Flow {
        /** The next output may come. */
        OPEN,
        SENDING,
        /** The window is used up. */
        FULL,
        /** The window has been used up for long; not viewing. */
        RESTING,
        CLOSED
    }

    /** Where the output goes. Calls come one at a time and must not block. */
    interface Line {
        /** Sends the bytes and calls {@code wentOut} once the buffer is no longer needed. */
        void output(ByteBuffer bytes, Runnable wentOut);

        /** @param isStored whether the bytes are still there and were only passed by */
        void gap(long from, long to, boolean isStored);

        /** Nothing more will come, for a reason as {@link Viewer#ended} gives it. */
        void ended(String reason);
    }

    /** @param skip bytes behind the end from which on it goes on near the end, 0: never */
    ConsoleStream(Consoles consoles, InstanceId instance, long from, long window, long skip, Line line) {
        this.consoles = consoles;
        this.instance = instance;
        this.window = window;
        this.skip = skip;
        this.line = line;
        this.sent = from;
        this.acknowledged = from;
    }

    void start() {
        view(sent);
    }

    private void view(long from) {
        var opened = consoles.view(instance, from, this);
        boolean isClosed;
        boolean isReady;
        synchronized (this) {
            isClosed = flow == Flow.CLOSED;
            isReady = owesReady;
            owesReady = false;
            viewing = isClosed ? null : opened;
        }
        if (isClosed) {
            opened.close();
        } else if (isReady) {
            opened.ready();
        }
    }

    @Override
    public void output(long offset, ByteBuffer bytes) {
        synchronized (this) {
            if (flow != Flow.OPEN) {
                return;
            }
            flow = Flow.SENDING;
            sent = offset + bytes.remaining();
        }
        line.output(bytes.duplicate(), this::wentOut);
    }

    private void wentOut() {
        Viewing next;
        synchronized (this) {
            if (flow != Flow.SENDING) {
                return;
            }
            if (sent - acknowledged >= window) {
                flow = Flow.FULL;
                fullSince = System.nanoTime();
                return;
            }
            next = open();
        }
        if (next == null || !skipAhead()) {
            goOn(next);
        }
    }

    /** The viewer has dealt with everything before the offset; {@code INVALID_REQUEST} when it can't have. */
    void acknowledge(long offset) {
        Viewing next;
        boolean wasResting;
        synchronized (this) {
            if (offset > sent) {
                throw OstlerException.invalid("ack", "an offset that was sent");
            }
            acknowledged = Math.max(acknowledged, offset);
            boolean isWaiting = flow == Flow.FULL || flow == Flow.RESTING;
            if (!isWaiting || sent - acknowledged >= window) {
                return;
            }
            wasResting = flow == Flow.RESTING;
            flow = Flow.OPEN;
            next = wasResting ? null : open();
        }
        if ((wasResting || next != null) && skipAhead()) {
            return;
        }
        if (wasResting) {
            view(sent);
        } else {
            goOn(next);
        }
    }

    /** The first output may come before the console has handed out its viewing. */
    private @Nullable Viewing open() {
        flow = Flow.OPEN;
        owesReady = viewing == null;
        return viewing;
    }

    /** Who is far behind a flood would see old text for ever: goes on near the end, and what lies between can be loaded. */
    private boolean skipAhead() {
        if (skip == 0) {
            return false;
        }
        try {
            var bounds = consoles.bounds(instance);
            if (bounds.end() - sent <= skip) {
                return false;
            }
            long to = FirstOffset.find(consoles, instance, bounds, -NEAR_END);
            return skipTo(to);
        } catch (OstlerException | IOException e) {
            return false; // the viewing itself says what is wrong
        }
    }

    private boolean skipTo(long to) {
        long from;
        Viewing left;
        synchronized (this) {
            if (flow != Flow.OPEN || to <= sent) {
                return false;
            }
            from = sent;
            sent = to;
            acknowledged = to;
            left = viewing;
            viewing = null;
        }
        if (left != null) {
            left.close(); // it waits to hear that we are ready, so nothing more comes from it
        }
        line.gap(from, to, true);
        view(to);
        return true;
    }

    private static void goOn(@Nullable Viewing viewing) {
        if (viewing != null) {
            viewing.ready();
        }
    }

    @Override
    public void gap(long from, long to) {
        synchronized (this) {
            if (flow != Flow.OPEN) {
                return;
            }
            sent = to;
            acknowledged = to;
        }
        line.gap(from, to, false);
    }

    @Override
    public void ended(String reason) {
        line.ended(reason);
    }

    /** Lets go of the console's buffer when the viewer hasn't acknowledged for long. */
    void restIfStalled(long nanoTime) {
        Viewing resting;
        synchronized (this) {
            if (flow != Flow.FULL || nanoTime - fullSince < REST_AFTER) {
                return;
            }
            flow = Flow.RESTING;
            resting = viewing;
            viewing = null;
        }
        if (resting != null) {
            resting.close();
        }
    }

    @Override
    public void close() {
        Viewing last;
        synchronized (this) {
            flow = Flow.CLOSED;
            last = viewing;
            viewing = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
