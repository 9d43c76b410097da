package io.ostler.daemon.sftp.internal;

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
import java.util.function.Supplier;

/** An engine that knows one instance and its folder. */
public record OneInstance(InstanceId id, Path files, Supplier<FilePolicy> policy) implements InstanceEngine {
    @Override
    public Optional<InstanceSnapshot> find(InstanceId wanted) {
        if (!wanted.equals(id)) {
            return Optional.empty();
        }
        var definition = new InstanceDefinition(
                "Test",
                "process",
                List.of("cat"),
                "",
                Map.of(),
                true,
                new StopAction.Command("stop"),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                policy.get());
        var now = Instant.now();
        return Optional.of(new InstanceSnapshot(id, definition, 1, new InstanceState.Running(now, 1), 1, now));
    }

    @Override
    public Path files(InstanceId wanted) {
        return files;
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return () -> {};
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return find(id).stream().toList();
    }

    @Override
    public void input(InstanceId wanted, String text, boolean line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resize(InstanceId wanted, int columns, int rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceSnapshot create(InstanceId wanted, InstanceDefinition definition, io.ostler.model.UserId user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceSnapshot update(
            InstanceId wanted, InstanceDefinition definition, long ifRevision, io.ostler.model.UserId user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(InstanceId wanted, boolean withFiles) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstanceSnapshot power(InstanceId wanted, PowerAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path consoleLog(InstanceId wanted) {
        throw new UnsupportedOperationException();
    }
}
