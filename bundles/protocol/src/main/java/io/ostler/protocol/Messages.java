package io.ostler.protocol;

import io.ostler.model.FileRights;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small messages of the link. All immutable. */
public final class Messages {
    private Messages() {}

    /**
     * @param publicKey X.509 encoding of the panel's Ed25519 key, base64; on a socket the link has already proved it
     * @param protocol version of this package's protocol, now 1
     * @param process which process of the panel it is, made anew at each start; null from older ones
     */
    public record PanelHello(
            String panelId,
            String version,
            int protocol,
            String publicKey,
            Instant now,
            @Nullable String process) {
        public PanelHello(String panelId, String version, int protocol, String publicKey, Instant now) {
            this(panelId, version, protocol, publicKey, now, null);
        }
    }

    /**
     * @param bootId made anew at each start of the daemon, and when the panel's clock was set back; tickets carry it, so
     *     none survives a restart
     * @param sftp where it answers SFTP, null when it doesn't
     * @param instances the state of all instances at this moment
     * @param tasks all that it knows of
     */
    public record DaemonHello(
            NodeId nodeId,
            String version,
            int protocol,
            String bootId,
            Instant now,
            Machine machine,
            List<InstanceType> types,
            @Nullable SftpDoor sftp,
            List<InstanceSnapshot> instances,
            List<Tasks.Snapshot> tasks) {
        public DaemonHello {
            types = List.copyOf(types);
            instances = List.copyOf(instances);
            tasks = List.copyOf(tasks);
        }
    }

    /** @param fingerprint of its host key, SHA256 form of OpenSSH */
    public record SftpDoor(int port, String fingerprint) {}

    /** What the daemon runs on. Memory and disk in bytes. */
    public record Machine(String hostName, String system, String java, int processors, long memory) {}

    /** An instance type that the node offers. */
    public record InstanceType(String id, boolean terminal, boolean survivesDaemon) {}

    public record Pong(Instant now) {}

    /** The panel's clock when it was sent. */
    public record PanelTime(Instant now) {}

    /** The answer of what has nothing to say. */
    public record Done() {}

    /** @param user who makes it, null: not a person */
    public record CreateInstance(
            InstanceId id,
            InstanceDefinition definition,
            @Nullable UserId user) {}

    /** @param user who changes it, null: not a person */
    public record UpdateInstance(
            InstanceId id,
            InstanceDefinition definition,
            long ifRevision,
            @Nullable UserId user) {}

    /** Without {@code withFiles} the instance's folder stays on the node's disk. */
    public record DeleteInstance(InstanceId id, boolean withFiles) {}

    public record PowerRequest(InstanceId id, PowerAction action) {}

    /**
     * @param user who typed it, null: nobody in particular
     * @param onlyAllowed whether it must be one of the lines that the definition allows
     */
    public record InputRequest(
            InstanceId id, String text, @Nullable UserId user, boolean onlyAllowed) {
        public InputRequest(InstanceId id, String text) {
            this(id, text, null, false);
        }
    }

    public record InstanceRemoved(InstanceId id, long sequence) {}

    /**
     * @param cpu used share of all processors, 0 to 1
     * @param memoryUsed, diskUsed bytes; the disk is the one of the data folder
     * @param sftp where SFTP answers by now: a door may open after the hello; null: as it was
     */
    public record NodeSample(
            Instant at,
            double cpu,
            long memoryUsed,
            long memory,
            long diskUsed,
            long disk,
            @Nullable SftpDoor sftp) {
        public NodeSample(Instant at, double cpu, long memoryUsed, long memory, long diskUsed, long disk) {
            this(at, cpu, memoryUsed, memory, diskUsed, disk, null);
        }
    }

    /**
     * @param name as typed: {@code user.instance}, the instance's id or an unambiguous beginning of it of at least eight
     *     characters
     * @param password null when a key was used; never logged
     * @param key the public key in OpenSSH's form ({@code ssh-ed25519 AAAA…}), null when a password was used
     * @param proved whether the door has seen the key's signature; false asks only whether that key would do
     * @param address of the client as the daemon sees it
     * @param door {@code sftp}
     */
    public record DoorLogin(
            String name,
            @Nullable String password,
            @Nullable String key,
            boolean proved,
            String address,
            String door) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "DoorLogin[" + door + "]";
        }
    }

    /**
     * What the person may do there.
     *
     * @param grant its scope is {@code sftp}; ends like that of any stream
     */
    public record DoorPass(Grant grant, String userName, FileRights rights) {}

    /**
     * Which grants end: those that match every part that is not null. At least one part is set.
     *
     * @param at panel's clock: tickets issued later rest on the rights of after and are good; null: those are that come
     *     clearly later by the daemon's clock
     */
    public record Revocation(
            @Nullable UserId user,
            @Nullable String session,
            @Nullable InstanceId instance,
            @Nullable String grant,
            @Nullable Instant at) {
        public Revocation(
                @Nullable UserId user,
                @Nullable String session,
                @Nullable InstanceId instance,
                @Nullable String grant) {
            this(user, session, instance, grant, null);
        }

        public Revocation {
            if (user == null && session == null && instance == null && grant == null) {
                throw new IllegalArgumentException("a revocation names something");
            }
        }

        public boolean matches(Grant g) {
            return (user == null || user.equals(g.user()))
                    && (session == null || session.equals(g.session()))
                    && (instance == null || instance.equals(g.instance()))
                    && (grant == null || grant.equals(g.id()));
        }
    }
}
