package io.ostler.daemon.settings.internal;

import io.ostler.daemon.api.stream.Settings;
import io.ostler.protocol.NodeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings out of {@code DATA/daemon/settings.json}. Changes are stored and told one after the other. Thread-safe. */
@Component(service = Settings.class)
public final class StoredSettings implements Settings {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);

    private final SettingsFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<NodeSettings>> listeners = new ArrayList<>();
    private volatile NodeSettings settings;

    @Activate
    public StoredSettings(BundleContext context) {
        this(Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")));
    }

    StoredSettings(Path data) {
        file = new SettingsFile(data.resolve("daemon/settings.json"));
        settings = file.read();
    }

    @Override
    public NodeSettings get() {
        return settings;
    }

    @Override
    public void change(NodeSettings changed) {
        lock.lock();
        try {
            file.write(changed);
            settings = changed;
            List.copyOf(listeners).forEach(listener -> tell(listener, changed));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AutoCloseable listen(Consumer<NodeSettings> listener) {
        lock.lock();
        try {
            listeners.add(listener);
            tell(listener, settings);
        } finally {
            lock.unlock();
        }
        return () -> remove(listener);
    }

    private void remove(Consumer<NodeSettings> listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Consumer<NodeSettings> listener, NodeSettings settings) {
        try {
            listener.accept(settings);
        } catch (RuntimeException e) { // what is stored holds; one listener must not keep it from the others
            LOG.error("A listener to the node's settings failed", e);
        }
    }
}
