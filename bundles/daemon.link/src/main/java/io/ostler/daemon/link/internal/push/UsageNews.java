package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.metrics.Usage;
import io.ostler.protocol.Metrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what instances use, whether what tells it was there before the panel or comes after it. Thread-safe. */
final class UsageNews {
    private static final Logger LOG = LoggerFactory.getLogger(UsageNews.class);

    private final List<Consumer<Metrics.Samples>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Usage usage;
    private @Nullable AutoCloseable listening;

    synchronized void bind(Usage come) {
        close();
        usage = come;
        listening = come.listen(samples -> listeners.forEach(listener -> listener.accept(samples)));
        listeners.forEach(listener -> listener.accept(come.latest()));
    }

    synchronized void unbind(Usage gone) {
        if (gone.equals(usage)) {
            close();
        }
    }

    /** The listener hears what is known at once. */
    AutoCloseable listen(Consumer<Metrics.Samples> listener) {
        listeners.add(listener);
        var present = present();
        if (present != null) {
            listener.accept(present.latest());
        }
        return () -> listeners.remove(listener);
    }

    private synchronized @Nullable Usage present() {
        return usage;
    }

    private void close() {
        var open = listening;
        listening = null;
        usage = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) { // AutoCloseable of a listener: nothing to be done here
                LOG.warn("Samples keep a listener", e);
            }
        }
    }
}
