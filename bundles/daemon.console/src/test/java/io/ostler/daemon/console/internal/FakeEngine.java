package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that knows where logs are and nothing else. */
final class FakeEngine implements InstanceEngine {

    private final Path folder;
    private final Map<InstanceId, Path> logs = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    volatile String encoding = "UTF-8";

    FakeEngine(Path folder) {
        this.folder = folder;
    }

    InstanceId add() throws IOException {
        var id = InstanceId.create();
        var log = Files.createDirectories(folder.resolve(id.value())).resolve("out.log");
        logs.put(id, Files.createFile(log));
        listeners.forEach(listener -> listener.changed(snapshot(id)));
        return id;
    }

    void remove(InstanceId id) {
        logs.remove(id);
        listeners.forEach(listener -> listener.removed(id, 1));
    }

    int listeners() {
        return listeners.size();
    }

    private InstanceSnapshot snapshot(InstanceId id) {
        var definition = new InstanceDefinition(
                "x",
                "process",
                List.of("x"),
                "",
                Map.of(),
                false,
                new StopAction.Signal(SignalName.TERM),
                Duration.ofSeconds(1),
                encoding,
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        return new InstanceSnapshot(id, definition, 1, new InstanceState.Running(Instant.EPOCH, 1), 1, Instant.EPOCH);
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return logs.keySet().stream().map(this::snapshot).toList();
    }

    @Override
    public Path consoleLog(InstanceId id) {
        var path = logs.get(id);
        if (path == null) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return path;
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        return logs.containsKey(id) ? Optional.of(snapshot(id)) : Optional.empty();
    }

    @Override
    public InstanceSnapshot create(InstanceId id, InstanceDefinition definition, io.ostler.model.UserId user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceSnapshot update(
            InstanceId id, InstanceDefinition definition, long ifRevision, io.ostler.model.UserId user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(InstanceId id, boolean withFiles) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceSnapshot power(InstanceId id, PowerAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void input(InstanceId id, String text, boolean line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resize(InstanceId id, int columns, int rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path files(InstanceId id) {
        throw new UnsupportedOperationException();
    }
}
