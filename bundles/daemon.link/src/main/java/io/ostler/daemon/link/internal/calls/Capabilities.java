package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.Fetches;
import io.ostler.daemon.api.files.FileWork;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The parts of the daemon that may be missing or come and go while it runs. Thread-safe. */
@Component(service = Capabilities.class)
public final class Capabilities {
    private static final Map<Class<?>, String> NAMES = Map.of(
            FileWork.class, "files",
            Archives.class, "archives",
            Fetches.class, "fetches",
            TaskBoard.class, "tasks",
            Settings.class, "settings",
            SftpInfo.class, "sftp");

    private final Map<Class<?>, Object> present = new ConcurrentHashMap<>();

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

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addFileWork(FileWork service) {
        add(FileWork.class, service);
    }

    void removeFileWork(FileWork service) {
        remove(FileWork.class, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addArchives(Archives service) {
        add(Archives.class, service);
    }

    void removeArchives(Archives service) {
        remove(Archives.class, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addFetches(Fetches service) {
        add(Fetches.class, service);
    }

    void removeFetches(Fetches service) {
        remove(Fetches.class, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addTaskBoard(TaskBoard service) {
        add(TaskBoard.class, service);
    }

    void removeTaskBoard(TaskBoard service) {
        remove(TaskBoard.class, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addSettings(Settings service) {
        add(Settings.class, service);
    }

    void removeSettings(Settings service) {
        remove(Settings.class, service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addSftp(SftpInfo service) {
        add(SftpInfo.class, service);
    }

    void removeSftp(SftpInfo service) {
        remove(SftpInfo.class, service);
    }
}
