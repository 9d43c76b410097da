package io.ostler.daemon.link.internal.calls;

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
import io.ostler.protocol.InstanceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Instances without processes. A power action waits at the gate when there is one. */
public final class FakeEngine implements InstanceEngine {
    public volatile CountDownLatch gate = new CountDownLatch(0);
    public final List<String> typed = new CopyOnWriteArrayList<>();
    public final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<InstanceId, InstanceSnapshot> instances = new LinkedHashMap<>();
    private long sequence;

    public static InstanceDefinition definition(String name) {
        return new InstanceDefinition(
                name,
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
    }

    @Override
    public synchronized List<InstanceSnapshot> snapshots() {
        return new ArrayList<>(instances.values());
    }

    @Override
    public synchronized Optional<InstanceSnapshot> find(InstanceId id) {
        return Optional.ofNullable(instances.get(id));
    }

    @Override
    public synchronized InstanceSnapshot create(
            InstanceId id, InstanceDefinition definition, io.ostler.model.UserId user) {
        return put(id, definition, new InstanceState.Stopped(null));
    }

    @Override
    public synchronized InstanceSnapshot update(
            InstanceId id, InstanceDefinition definition, long ifRevision, io.ostler.model.UserId user) {
        return put(id, definition, known(id).state());
    }

    @Override
    public synchronized void delete(InstanceId id, boolean withFiles) {
        instances.remove(id);
        long now = ++sequence;
        listeners.forEach(l -> l.removed(id, now));
    }

    @Override
    public InstanceSnapshot power(InstanceId id, PowerAction action) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new OstlerException(ErrorCode.INTERNAL);
        }
        synchronized (this) {
            return put(id, known(id).definition(), new InstanceState.Running(Instant.EPOCH, 1));
        }
    }

    private InstanceSnapshot known(InstanceId id) {
        return find(id).orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "id", id.value()));
    }

    private InstanceSnapshot put(InstanceId id, InstanceDefinition definition, InstanceState state) {
        var snapshot = new InstanceSnapshot(id, definition, 1, state, ++sequence, Instant.EPOCH);
        instances.put(id, snapshot);
        listeners.forEach(l -> l.changed(snapshot));
        return snapshot;
    }

    @Override
    public void input(InstanceId id, String text, boolean line) {
        known(id);
        typed.add(text + (line ? "\n" : ""));
    }

    @Override
    public void resize(InstanceId id, int columns, int rows) {}

    @Override
    public Path files(InstanceId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path consoleLog(InstanceId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
