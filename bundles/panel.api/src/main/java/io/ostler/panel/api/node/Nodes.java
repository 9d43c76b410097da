package io.ostler.panel.api.node;

import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.Messages;
import io.ostler.protocol.NodeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The registry of nodes. Thread-safe; rights as named. A node that is away stays listed with the age of its data. */
@ProviderType
public interface Nodes {

    /**
     * @param local whether it is the daemon in this very process
     * @param since when it was linked or lost
     * @param reason why it is away, a code such as {@code UNREACHABLE}, {@code KEY_MISMATCH}; null while linked
     * @param hello what it last said of itself, null when it never was linked
     * @param seen when it was last heard of
     */
    record Node(
            NodeRecord node,
            boolean local,
            boolean linked,
            Instant since,
            @Nullable String reason,
            Messages.@Nullable DaemonHello hello,
            Messages.@Nullable NodeSample sample,
            @Nullable Instant seen,
            @Nullable Duration latency,
            @Nullable Duration clockSkew,
            int instances,
            int running) {}

    /** @param key shown once; {@code command} to run on the machine */
    record Enrolment(String key, String command, Instant expires) {}

    /** What a daemon sends to join; {@code proof} is its signature over key, name, addresses and public key. */
    record JoinRequest(String key, String name, String publicKey, List<String> addresses, String proof) {}

    record Joined(NodeId node, String panelId, String panelPublicKey, String proof) {}

    /** {@code NODE_VIEW}. */
    List<Node> list(Caller caller);

    /** {@code NODE_VIEW}; {@code NOT_FOUND}. */
    Node get(Caller caller, NodeId id);

    /** {@code NODE_MANAGE}. The key lives for an hour and is taken once. */
    Enrolment createEnrolment(Caller caller, @Nullable String name, String panelAddress);

    /** Anonymous: the key is the right. {@code ENROLMENT_REFUSED} for a wrong, used or expired key, alike. */
    Joined join(JoinRequest request, String address);

    /** {@code NODE_MANAGE}. Addresses are http or https base URLs without user, query or fragment. */
    Node change(Caller caller, NodeId id, @Nullable String name, @Nullable List<String> addresses);

    /** {@code NODE_MANAGE}; {@code NODE_HAS_INSTANCES}, {@code CONFLICT} for the local one. */
    void remove(Caller caller, NodeId id);

    /**
     * {@code NODE_MANAGE}. Removes a node whose machine is gone for good, with all that the panel knows of its
     * instances; {@code CONFLICT} while it is linked and for the local one.
     */
    void forget(Caller caller, NodeId id);

    /** {@code NODE_VIEW}; {@code NODE_AWAY}. */
    CompletableFuture<NodeSettings> settings(Caller caller, NodeId id);

    /** {@code NODE_MANAGE}; {@code NODE_AWAY}. */
    CompletableFuture<NodeSettings> changeSettings(Caller caller, NodeId id, NodeSettings settings);
}
