package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.stream.Settings;
import io.ostler.protocol.NodeSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of a test. */
final class FakeSettings implements Settings {

    private final List<Consumer<NodeSettings>> listeners = new CopyOnWriteArrayList<>();
    private NodeSettings present = NodeSettings.DEFAULT;

    FakeSettings with(int startsAtOnce, @Nullable Integer stopWithDaemon, int trashDays) {
        var d = NodeSettings.DEFAULT;
        change(new NodeSettings(
                null,
                null,
                null,
                null,
                true,
                d.portsFrom(),
                d.portsTo(),
                startsAtOnce,
                stopWithDaemon,
                d.logSize(),
                trashDays));
        return this;
    }

    @Override
    public NodeSettings get() {
        return present;
    }

    @Override
    public void change(NodeSettings settings) {
        present = settings;
        listeners.forEach(listener -> listener.accept(settings));
    }

    @Override
    public AutoCloseable listen(Consumer<NodeSettings> listener) {
        listeners.add(listener);
        listener.accept(present);
        return () -> listeners.remove(listener);
    }
}
