package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.node.Nodes;
import io.ostler.protocol.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies about nodes. */
public final class NodeBodies {
    private NodeBodies() {}

    /**
     * @param since when it was linked or lost
     * @param reason why it is away, a code
     * @param seen when it was last heard of
     * @param permissions what the caller may do there: with the node, or with all instances on it
     */
    public record Node(
            String id,
            String name,
            List<String> addresses,
            boolean local,
            boolean linked,
            Instant since,
            @Nullable String reason,
            @Nullable Instant seen,
            @Nullable Long latencyMillis,
            @Nullable Long clockSkewMillis,
            int instances,
            int running,
            @Nullable String version,
            @Nullable Machine machine,
            List<NodeType> types,
            @Nullable Sample sample,
            List<String> permissions) {

        public static Node of(Nodes.Node node, List<String> permissions) {
            var hello = node.hello();
            return new Node(
                    node.node().id().value(),
                    node.node().name(),
                    node.node().addresses(),
                    node.local(),
                    node.linked(),
                    node.since(),
                    node.reason(),
                    node.seen(),
                    millis(node.latency()),
                    millis(node.clockSkew()),
                    node.instances(),
                    node.running(),
                    hello == null ? null : hello.version(),
                    hello == null ? null : Machine.of(hello.machine()),
                    hello == null
                            ? List.of()
                            : hello.types().stream().map(NodeType::of).toList(),
                    node.sample() == null ? null : Sample.of(node.sample()),
                    permissions);
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis();
        }
    }

    public record NodeList(List<Node> nodes) {}

    public record Machine(String hostName, String system, String java, int processors, long memory) {
        static Machine of(Messages.Machine machine) {
            return new Machine(
                    machine.hostName(), machine.system(), machine.java(), machine.processors(), machine.memory());
        }
    }

    /** An instance type that the node offers. */
    public record NodeType(String id, boolean terminal, boolean survivesDaemon) {
        static NodeType of(Messages.InstanceType type) {
            return new NodeType(type.id(), type.terminal(), type.survivesDaemon());
        }
    }

    /** @param cpu used share of all processors, 0 to 1; sizes in bytes */
    public record Sample(Instant at, double cpu, long memoryUsed, long memory, long diskUsed, long disk) {
        static Sample of(Messages.NodeSample sample) {
            return new Sample(
                    sample.at(), sample.cpu(), sample.memoryUsed(), sample.memory(), sample.diskUsed(), sample.disk());
        }
    }

    /** Bytes per second, over every door; absent: no limit. {@code sftp}: whether the node answers SFTP. */
    public record NodeSettings(
            @Nullable Long upload,
            @Nullable Long download,
            @Nullable Long uploadPerUser,
            @Nullable Long downloadPerUser,
            boolean sftp,
            @Nullable Integer portsFrom,
            @Nullable Integer portsTo,
            @Nullable Integer startsAtOnce,
            @Nullable Integer stopWithDaemon,
            @Nullable Long logSize,
            @Nullable Integer trashDays) {
        private static final io.ostler.protocol.NodeSettings DEFAULT = io.ostler.protocol.NodeSettings.DEFAULT;

        public static NodeSettings of(io.ostler.protocol.NodeSettings s) {
            return new NodeSettings(
                    s.upload(),
                    s.download(),
                    s.uploadPerUser(),
                    s.downloadPerUser(),
                    s.sftp(),
                    s.portsFrom(),
                    s.portsTo(),
                    s.startsAtOnce(),
                    s.stopWithDaemon(),
                    s.logSize(),
                    s.trashDays());
        }

        /** The protocol's form, which checks the values. */
        public io.ostler.protocol.NodeSettings model() {
            return new io.ostler.protocol.NodeSettings(
                    upload,
                    download,
                    uploadPerUser,
                    downloadPerUser,
                    sftp,
                    Objects.requireNonNullElse(portsFrom, DEFAULT.portsFrom()),
                    Objects.requireNonNullElse(portsTo, DEFAULT.portsTo()),
                    Objects.requireNonNullElse(startsAtOnce, DEFAULT.startsAtOnce()),
                    stopWithDaemon,
                    Objects.requireNonNullElse(logSize, DEFAULT.logSize()),
                    Objects.requireNonNullElse(trashDays, DEFAULT.trashDays()));
        }
    }

    /** What is absent stays as it is. */
    public record NodeChange(
            @Nullable String name, @Nullable List<String> addresses) {}
}
