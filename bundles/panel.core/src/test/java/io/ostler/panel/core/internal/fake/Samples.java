package io.ostler.panel.core.internal.fake;

import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.StopAction;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Definitions, snapshots and hellos with nothing special about them. */
public final class Samples {
    private Samples() {}

    public static InstanceDefinition definition(String name) {
        return new InstanceDefinition(
                name,
                "process",
                List.of("cat"),
                "",
                Map.of(),
                false,
                new StopAction.Signal(StopAction.SignalName.TERM),
                Duration.ofSeconds(5),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
    }

    public static InstanceSnapshot snapshot(InstanceId id, InstanceDefinition definition, long sequence) {
        return new InstanceSnapshot(
                id, definition, 1, new InstanceState.Stopped(null), sequence, Instant.ofEpochSecond(sequence));
    }

    public static InstanceSnapshot snapshot(String name, long sequence) {
        return snapshot(InstanceId.create(), definition(name), sequence);
    }

    public static Tasks.Snapshot task(InstanceId instance, UserId user, Tasks.State state, long sequence) {
        return task(TaskId.create(), instance, user, state, sequence);
    }

    public static Tasks.Snapshot task(TaskId id, InstanceId instance, UserId user, Tasks.State state, long sequence) {
        return new Tasks.Snapshot(
                id,
                instance,
                Tasks.Kind.COPY,
                Map.of("path", "a"),
                user,
                state,
                Tasks.Progress.NONE,
                null,
                List.of(),
                Instant.ofEpochSecond(sequence),
                state.isOver() ? Instant.ofEpochSecond(sequence) : null,
                sequence);
    }

    public static Messages.DaemonHello hello(NodeId node, InstanceSnapshot... instances) {
        return hello(node, List.of(), instances);
    }

    public static Messages.DaemonHello hello(NodeId node, List<Tasks.Snapshot> tasks, InstanceSnapshot... instances) {
        return new Messages.DaemonHello(
                node,
                "0.1.0",
                1,
                "boot-1",
                Instant.EPOCH,
                new Messages.Machine("host", "Linux", "25", 2, 1 << 30),
                List.of(new Messages.InstanceType("process", true, true)),
                new Messages.SftpDoor(2222, "SHA256:abc"),
                List.of(instances),
                tasks);
    }
}
