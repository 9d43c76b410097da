package io.ostler.panel.core.internal.node;

import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages.DaemonHello;
import io.ostler.protocol.Messages.NodeSample;
import io.ostler.protocol.Messages.SftpDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a node at one moment. Immutable.
 *
 * @param link present while linked
 * @param since when it was linked or lost
 * @param reason why it is away
 */
public record NodeState(
        NodeRecord record,
        @Nullable OpenLink link,
        Instant since,
        @Nullable String reason,
        @Nullable DaemonHello hello,
        @Nullable NodeSample sample,
        @Nullable Instant seen,
        @Nullable Duration latency,
        @Nullable Duration clockSkew) {

    /** An open link; each has an object of its own, so that a late message of a former one is told apart. */
    public record OpenLink(Object key, DaemonApi daemon) {}

    static NodeState unseen(NodeRecord record) {
        return new NodeState(record, null, record.enrolled(), "NEVER_LINKED", null, null, null, null, null);
    }

    boolean isLocal() {
        return record.publicKey().isEmpty();
    }

    NodeState with(NodeRecord changed) {
        return new NodeState(changed, link, since, reason, hello, sample, seen, latency, clockSkew);
    }

    NodeState linked(OpenLink opened, DaemonHello said, Instant now) {
        // Instances live in the directory, tasks in their table; what is kept here is the machine.
        var machine = machine(said, said.sftp());
        return new NodeState(record, opened, now, null, machine, sample, now, latency, clockSkew);
    }

    private static DaemonHello machine(DaemonHello said, @Nullable SftpDoor sftp) {
        return new DaemonHello(
                said.nodeId(),
                said.version(),
                said.protocol(),
                said.bootId(),
                said.now(),
                said.machine(),
                said.types(),
                sftp,
                List.of(),
                List.of());
    }

    NodeState away(String why, Instant now) {
        return new NodeState(record, null, link == null ? since : now, why, hello, sample, seen, null, clockSkew);
    }

    NodeState sampled(NodeSample taken, Instant now) {
        // A door may have opened after the hello, or anew on another port.
        var machine = hello == null || taken.sftp() == null ? hello : machine(hello, taken.sftp());
        return new NodeState(record, link, since, reason, machine, taken, now, latency, clockSkew);
    }

    NodeState measured(Duration way, Duration skew, Instant now) {
        return new NodeState(record, link, since, reason, hello, sample, now, way, skew);
    }
}
