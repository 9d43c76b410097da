package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A viewer that keeps what it gets, checks the rules of the contract and says it is ready at once, unless it is paused.
 * Faults are kept and told by {@link #faults()}.
 */
class CollectingViewer implements Viewer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch attached = new CountDownLatch(1);
    private volatile Viewing viewing;
    private volatile boolean paused;
    private volatile String endReason;
    private boolean owed;
    private long next = -1;

    CollectingViewer attach(Viewing opened) {
        viewing = opened;
        next = next < 0 ? opened.position() : next;
        attached.countDown();
        return this;
    }

    CollectingViewer pause() {
        paused = true;
        return this;
    }

    void resume() {
        paused = false;
        viewing.ready();
    }

    @Override
    public void output(long offset, ByteBuffer buffer) {
        enter();
        synchronized (this) {
            if (owed) {
                faults.add("output before ready at " + offset);
            }
            if (next >= 0 && offset != next) {
                faults.add("offset " + offset + " in place of " + next);
            }
            if (!buffer.isReadOnly() || !buffer.hasRemaining()) {
                faults.add("buffer " + buffer);
            }
            next = offset + buffer.remaining();
            var copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.writeBytes(copy);
            owed = true;
        }
        handled();
        inside.decrementAndGet();
    }

    /** What a test's viewer does with its output. */
    void handled() {
        if (!paused) {
            synchronized (this) {
                owed = false;
            }
            viewing().ready();
        } else {
            synchronized (this) {
                owed = false;
            }
        }
    }

    @Override
    public void gap(long from, long to) {
        enter();
        synchronized (this) {
            if (next >= 0 && from != next || to <= from) {
                faults.add("gap " + from + " to " + to + " in place of " + next);
            }
            next = to;
            gaps.add(from + "-" + to);
        }
        inside.decrementAndGet();
    }

    @Override
    public void ended(String reason) {
        enter();
        endReason = reason;
        inside.decrementAndGet();
    }

    Viewing viewing() {
        boolean interrupted = false;
        while (viewing == null) {
            try {
                attached.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return viewing;
    }

    synchronized int received() {
        return bytes.size();
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized String text() {
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    synchronized List<String> gaps() {
        return List.copyOf(gaps);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized long next() {
        return next;
    }

    String endReason() {
        return endReason;
    }

    private void enter() {
        if (inside.getAndIncrement() != 0) {
            synchronized (this) {
                faults.add("called by two threads");
            }
        }
    }
}
