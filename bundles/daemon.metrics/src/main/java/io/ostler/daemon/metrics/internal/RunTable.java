package io.ostler.daemon.metrics.internal;

import io.ostler.daemon.metrics.internal.proc.ProcessTrees.Run;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Metrics.Mark;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which instances have processes now, and what of their states is worth a mark. Thread-safe. */
final class RunTable {
    private final Map<InstanceId, Run> runs = new ConcurrentHashMap<>();

    Collection<Run> running() {
        return runs.values();
    }

    /** Whether its run has just come or gone. */
    boolean put(InstanceSnapshot snapshot) {
        var id = snapshot.id();
        if (snapshot.state() instanceof InstanceState.Running running && running.pid() > 0) {
            var run = new Run(id, running.pid());
            return !run.equals(runs.put(id, run));
        }
        // A stopping one goes on with the pid that it had.
        return !snapshot.state().isAlive() && remove(id);
    }

    boolean remove(InstanceId id) {
        return runs.remove(id) != null;
    }

    static @Nullable Mark mark(InstanceState state) {
        return switch (state) {
            case InstanceState.Running s -> new Mark(s.since(), "started");
            case InstanceState.Stopped s ->
                s.exit() == null ? null : new Mark(s.exit().at(), "stopped");
            case InstanceState.Crashed s -> new Mark(s.exit().at(), "crashed");
            default -> null;
        };
    }
}
