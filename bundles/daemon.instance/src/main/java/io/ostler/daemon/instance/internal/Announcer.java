package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceEngine.Listener;
import io.ostler.daemon.instance.internal.store.Sequence;
import io.ostler.model.InstanceId;
import io.ostler.protocol.InstanceSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers changes and tells the listeners, one after the other on a thread of its own, in the order of the numbers. */
final class Announcer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Sequence sequence;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ostler-instance-events").factory());

    Announcer(Sequence sequence) {
        this.sequence = sequence;
    }

    AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Called with the instance locked, so that its changes are numbered in their order. */
    synchronized InstanceSnapshot changed(LongFunction<InstanceSnapshot> snapshot) {
        var next = snapshot.apply(sequence.next());
        tell(listener -> listener.changed(next));
        return next;
    }

    synchronized void removed(InstanceId id) {
        long number = sequence.next();
        tell(listener -> listener.removed(id, number));
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void tell(Consumer<Listener> news) {
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, news)));
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine stops; nobody listens any more");
        }
    }

    /** Listeners may be a plug-in's; the others must hear it all the same. */
    private static void tell(Listener listener, Consumer<Listener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("A listener to instances failed", e);
        }
    }
}
