package io.ostler.daemon.archive.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
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

/** An engine that knows one folder with its policy and nothing else. */
record Instances(Path folder, FilePolicy policy) implements InstanceEngine {
    @Override
    public Path files(InstanceId id) {
        return folder;
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return () -> {};
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return List.of();
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        var definition = new InstanceDefinition(
                "name",
                "generic",
                List.of("true"),
                "",
                Map.of(),
                false,
                new StopAction.Signal(StopAction.SignalName.TERM),
                Duration.ofSeconds(10),
                "UTF-8",
                InstanceDefinition.LineEnd.LF,
                false,
                policy);
        return Optional.of(new InstanceSnapshot(id, definition, 1, new InstanceState.Stopped(null), 1, Instant.now()));
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
    public Path consoleLog(InstanceId id) {
        throw new UnsupportedOperationException();
    }
}
