package io.ostler.daemon.task.internal;

import io.ostler.daemon.api.task.TaskBoard.Listener;
import io.ostler.model.TaskId;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, one change after the other, apart from who changes. Thread-safe. */
final class Announcer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("ostler-task-news").factory());

    AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void changed(Snapshot snapshot) {
        tell(listener -> listener.changed(snapshot));
    }

    void removed(TaskId id, long sequence) {
        tell(listener -> listener.removed(id, sequence));
    }

    private void tell(Consumer<Listener> news) {
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, news)));
        } catch (RejectedExecutionException e) {
            LOG.debug("The board is closed; nobody listens any more");
        }
    }

    private static void tell(Listener listener, Consumer<Listener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) { // listeners may be a plug-in's; the others must hear it all the same
            LOG.error("A listener to tasks failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
