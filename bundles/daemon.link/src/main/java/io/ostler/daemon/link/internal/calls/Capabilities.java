package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.console.StoredConsole;
import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.Fetches;
import io.ostler.daemon.api.files.FileWork;
import io.ostler.daemon.api.instance.InstanceCare;
import io.ostler.daemon.api.metrics.Usage;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/** The parts of the daemon that may be missing or come and go while it runs. Thread-safe. */
@Component(service = Capabilities.class)
public final class Capabilities {
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(FileWork.class, "files"),
            Map.entry(Archives.class, "archives"),
            Map.entry(Fetches.class, "fetches"),
            Map.entry(TaskBoard.class, "tasks"),
            Map.entry(Settings.class, "settings"),
            Map.entry(SftpInfo.class, "sftp"),
            Map.entry(InstanceCare.class, "care"),
            Map.entry(Usage.class, "metrics"),
            Map.entry(StoredConsole.class, "search"),
            Map.entry(Attendance.class, "attendance"),
            Map.entry(Detection.class, "detection"));

    private final Map<Class<?>, Object> present = new ConcurrentHashMap<>();
    private final List<Tracker<?>> trackers;

    /** With parts that {@link #add} brings. */
    public Capabilities() {
        trackers = List.of();
    }

    @Activate
    public Capabilities(BundleContext context) {
        trackers = NAMES.keySet().stream()
                .<Tracker<?>>map(part -> new Tracker<>(context, part))
                .toList();
        trackers.forEach(Tracker::open);
    }

    @Deactivate
    void close() {
        trackers.forEach(Tracker::close);
    }

    public <T> void add(Class<T> part, T service) {
        present.put(part, service);
    }

    /** Nothing happens when another one has taken its place. */
    public <T> void remove(Class<T> part, T service) {
        present.remove(part, service);
    }

    <T> Optional<T> find(Class<T> part) {
        return Optional.ofNullable(part.cast(present.get(part)));
    }

    /** {@code CAPABILITY_MISSING} when it isn't there. */
    <T> T need(Class<T> part) {
        return find(part)
                .orElseThrow(() -> OstlerException.of(
                        ErrorCode.CAPABILITY_MISSING, "capability", NAMES.getOrDefault(part, part.getSimpleName())));
    }

    private final class Tracker<T> extends ServiceTracker<T, T> {
        private final Class<T> part;

        Tracker(BundleContext context, Class<T> part) {
            super(context, part, null);
            this.part = part;
        }

        @Override
        public T addingService(ServiceReference<T> reference) {
            T service = super.addingService(reference);
            Capabilities.this.add(part, service);
            return service;
        }

        @Override
        public void removedService(ServiceReference<T> reference, T service) {
            Capabilities.this.remove(part, service);
            super.removedService(reference, service);
        }
    }
}
