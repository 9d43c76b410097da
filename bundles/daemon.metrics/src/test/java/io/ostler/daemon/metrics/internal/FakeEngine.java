package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.UserId;
import io.ostler.protocol.Files;
import io.ostler.protocol.InstanceSnapshot;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Instances as a test says they are, with files that take what a test says. */
final class FakeEngine implements FileTrees {
    final List<InstanceEngine.Listener> listeners = new CopyOnWriteArrayList<>();
    final List<String> powered = new CopyOnWriteArrayList<>();
    final Map<InstanceId, InstanceSnapshot> known = new ConcurrentHashMap<>();
    volatile Files.Usage usage = new Files.Usage(12_345, null, 0, 0, 1L << 40);
    final InstanceEngine engine = (InstanceEngine) Proxy.newProxyInstance(
            InstanceEngine.class.getClassLoader(),
            new Class<?>[] {InstanceEngine.class},
            (proxy, method, args) -> answer(method.getName(), args));

    private @Nullable Object answer(String method, Object[] args) {
        return switch (method) {
            case "snapshots" -> List.copyOf(known.values());
            case "find" -> Optional.ofNullable(known.get((InstanceId) args[0]));
            case "listen" -> {
                var listener = (InstanceEngine.Listener) args[0];
                listeners.add(listener);
                yield (AutoCloseable) () -> listeners.remove(listener);
            }
            case "power" -> {
                powered.add(args[0] + " " + (PowerAction) args[1]);
                yield known.get((InstanceId) args[0]);
            }
            case "endFor" -> {
                powered.add(args[0] + " " + args[1]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method);
        };
    }

    void tell(InstanceId id, InstanceState state) {
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
        var snapshot = new InstanceSnapshot(id, definition, 1, state, 1, Instant.EPOCH);
        known.put(id, snapshot);
        listeners.forEach(listener -> listener.changed(snapshot));
    }

    void remove(InstanceId id) {
        known.remove(id);
        listeners.forEach(listener -> listener.removed(id, 2));
    }

    @Override
    public FileTree of(InstanceId id, FileRights rights, @Nullable UserId user) {
        return (FileTree) Proxy.newProxyInstance(
                FileTree.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, args) -> usage);
    }
}
