package io.ostler.daemon.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.console.StoredConsole;
import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.model.InstanceId;
import io.ostler.protocol.ConsoleWork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A console in memory, with the flow of the real one: blocks of 32 KiB, pulled, on a thread of its own. */
public final class FakeConsoles implements Consoles, StoredConsole, AutoCloseable {
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

    /** Marks to tell, of any instance. */
    public final List<TimeMark> marks = new CopyOnWriteArrayList<>();

    @Override
    public List<TimeMark> times(InstanceId id, long from, long to, int most) {
        return marks.stream().filter(mark -> mark.offset() > from).limit(most).toList();
    }

    @Override
    public ConsoleWork.Found search(ConsoleWork.Search search) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized ConsoleWork.Place place(ConsoleWork.PlaceRequest request) {
        return new ConsoleWork.Place(start, text.length, null, text.length);
    }

    @Override
    public void copy(InstanceId id, long from, long to, boolean plain, OutputStream out) throws IOException {
        byte[] part;
        synchronized (this) {
            int begin = (int) Math.clamp(from, start, text.length);
            part = java.util.Arrays.copyOfRange(text, begin, (int) Math.clamp(to, begin, text.length));
        }
        out.write(plain ? ("plain:" + new String(part, UTF_8)).getBytes(UTF_8) : part);
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
