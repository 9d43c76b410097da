package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.model.InstanceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A console in memory, with the flow of the real one: blocks of 32 KiB, pulled, on a thread of its own. */
public final class FakeConsoles implements Consoles, AutoCloseable {
    private static final int BLOCK = 32 * 1024;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("fake-console").factory());
    private final List<View> views = new CopyOnWriteArrayList<>();
    private byte[] text = new byte[0];
    private long start;

    public synchronized void write(byte[] more) {
        var both = java.util.Arrays.copyOf(text, text.length + more.length);
        System.arraycopy(more, 0, both, text.length, more.length);
        text = both;
        views.forEach(View::wake);
    }

    /** Forgets what is before the offset. */
    public synchronized void forget(long before) {
        start = before;
    }

    /** Ends all viewings, as the real ones do with an error code. */
    public void end(String reason) {
        new ArrayList<>(views).forEach(view -> thread.execute(() -> view.viewer.ended(reason)));
    }

    public int viewers() {
        return views.size();
    }

    @Override
    public synchronized Bounds bounds(InstanceId id) {
        return new Bounds(start, text.length);
    }

    @Override
    public synchronized int read(InstanceId id, long offset, byte[] target) {
        int count = (int) Math.max(0, Math.min(target.length, text.length - offset));
        System.arraycopy(text, (int) offset, target, 0, count);
        return count;
    }

    @Override
    public Viewing view(InstanceId id, long from, Viewer viewer) {
        var view = new View(viewer, from);
        views.add(view);
        view.wake();
        return view;
    }

    private final class View implements Viewing {
        private final Viewer viewer;
        private volatile long position;
        private boolean isReady = true;
        private volatile boolean isClosed;

        View(Viewer viewer, long position) {
            this.viewer = viewer;
            this.position = position;
        }

        void wake() {
            thread.execute(this::pump);
        }

        private void pump() {
            long gapTo;
            ByteBuffer block;
            synchronized (FakeConsoles.this) {
                if (isClosed || !isReady || position == text.length) {
                    return;
                }
                gapTo = Math.max(position, start);
                int count = (int) Math.min(text.length - gapTo, BLOCK - gapTo % BLOCK);
                block = ByteBuffer.wrap(text, (int) gapTo, count).slice().asReadOnlyBuffer();
                isReady = false;
            }
            if (gapTo > position) {
                viewer.gap(position, gapTo);
            }
            position = gapTo + block.remaining();
            viewer.output(gapTo, block);
        }

        @Override
        public void ready() {
            thread.execute(() -> {
                isReady = true;
                pump();
            });
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {
            isClosed = true;
            views.remove(this);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
