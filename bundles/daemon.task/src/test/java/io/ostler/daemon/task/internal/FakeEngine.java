package io.ostler.daemon.task.internal;

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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every instance exists until it is removed. */
final class FakeEngine implements InstanceEngine {
    final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<InstanceId> gone = ConcurrentHashMap.newKeySet();

    void remove(InstanceId id) {
        gone.add(id);
        listeners.forEach(listener -> listener.removed(id, 1));
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        var definition = new InstanceDefinition(
                "one",
                "process",
                List.of("cat"),
                "",
                Map.of(),
                false,
                new StopAction.Command("stop"),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        return gone.contains(id)
                ? Optional.empty()
                : Optional.of(
                        new InstanceSnapshot(id, definition, 1, new InstanceState.Stopped(null), 1, Instant.EPOCH));
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        throw new UnsupportedOperationException();
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
