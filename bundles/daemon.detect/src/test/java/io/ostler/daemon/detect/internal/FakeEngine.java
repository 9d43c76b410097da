package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.protocol.InstanceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Instances whose state the test says. */
final class FakeEngine implements InstanceEngine {
    final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<InstanceId, InstanceSnapshot> snapshots = new ConcurrentHashMap<>();

    void become(InstanceId id, InstanceState state, String... command) {
        var definition = new InstanceDefinition(
                "one",
                "process",
                command.length == 0 ? List.of("cat") : List.of(command),
                "",
                Map.of(),
                false,
                new StopAction.Command("stop"),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        var snapshot = new InstanceSnapshot(id, definition, 1, state, 1, Instant.EPOCH);
        snapshots.put(id, snapshot);
        listeners.forEach(listener -> listener.changed(snapshot));
    }

    void remove(InstanceId id) {
        snapshots.remove(id);
        listeners.forEach(listener -> listener.removed(id, 1));
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        return Optional.ofNullable(snapshots.get(id));
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return List.copyOf(snapshots.values());
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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

    @Override
    public Path consoleLog(InstanceId id) {
        throw new UnsupportedOperationException();
    }
}
