package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.CarePolicy;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.Upkeep;
import io.ostler.protocol.InstanceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An engine with one running instance that remembers what it was told. */
public final class FakeEngine implements InstanceEngine {
    public final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    public volatile boolean isFull;
    public volatile boolean isTerminal = true;
    public volatile ConsolePolicy policy = ConsolePolicy.PLAIN;
    private final Path files;

    public FakeEngine(Path files) {
        this.files = files;
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        if (!id.equals(FakeTickets.INSTANCE)) {
            return Optional.empty();
        }
        var definition = new InstanceDefinition(
                "Test",
                "process",
                List.of("cat"),
                "",
                Map.of(),
                isTerminal,
                new StopAction.Command("stop"),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE,
                LaunchOptions.NONE,
                CarePolicy.DEFAULT,
                Upkeep.NONE,
                policy);
        var now = Instant.now();
        return Optional.of(new InstanceSnapshot(id, definition, 1, new InstanceState.Running(now, 1), 1, now));
    }

    @Override
    public void input(InstanceId id, String text, boolean line) {
        if (isFull) {
            throw new OstlerException(ErrorCode.CONSOLE_INPUT_FULL);
        }
        told.add((line ? "line " : "keys ") + text);
    }

    @Override
    public void resize(InstanceId id, int columns, int rows) {
        told.add("resize " + columns + " " + rows);
    }

    @Override
    public Path files(InstanceId id) {
        return id.equals(FakeTickets.INSTANCE)
                ? files
                : files.resolveSibling(id.value()).resolve("files");
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return () -> {};
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return find(FakeTickets.INSTANCE).stream().toList();
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
    public Path consoleLog(InstanceId id) {
        throw new UnsupportedOperationException();
    }
}
