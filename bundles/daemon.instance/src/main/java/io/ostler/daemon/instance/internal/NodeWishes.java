package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.stream.Settings;
import io.ostler.protocol.NodeSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's settings as they are now; the defaults while nobody keeps any. Thread-safe, does not block. */
final class NodeWishes {

    private static final Logger LOG = LoggerFactory.getLogger(NodeWishes.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile NodeSettings present = NodeSettings.DEFAULT;
    private volatile boolean told;
    private volatile boolean leaving;
    private @Nullable Settings keeper;
    private @Nullable AutoCloseable listening;

    NodeSettings get() {
        return present;
    }

    /** Whether they were ever told; what can't be undone isn't done by defaults. */
    boolean areTold() {
        return told;
    }

    /** The server stops, and wants the instances to. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Told of each change, on the thread of who makes it. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    synchronized void keptBy(Settings settings) {
        keeper = settings;
        listening = settings.listen(this::changed);
    }

    synchronized void noLongerKeptBy(Settings settings) {
        if (settings.equals(keeper) && listening != null) {
            try {
                listening.close();
            } catch (Exception e) { // the interface allows any
                LOG.warn("The settings are listened to for longer than wanted", e);
            }
            keeper = null;
            listening = null;
        }
    }

    private void changed(NodeSettings settings) {
        present = settings;
        told = true;
        listeners.forEach(Runnable::run);
    }
}
