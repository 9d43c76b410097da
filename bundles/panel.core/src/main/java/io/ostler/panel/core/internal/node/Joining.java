package io.ostler.panel.core.internal.node;

import io.ostler.link.enrol.EnrolmentKey;
import io.ostler.link.enrol.EnrolmentProof;
import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.node.Nodes.JoinRequest;
import io.ostler.panel.api.node.Nodes.Joined;
import io.ostler.panel.api.node.PanelKey;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.time.Clock;
import java.util.List;

/** A machine that brings an enrolment key and its own public key becomes a node. Confined to one call. */
final class Joining {
    private final NodeStore store;
    private final NodeTable nodes;
    private final PanelKey panelKey;
    private final Clock clock;

    Joining(NodeStore store, NodeTable nodes, PanelKey panelKey, Clock clock) {
        this.store = store;
        this.nodes = nodes;
        this.panelKey = panelKey;
        this.clock = clock;
    }

    Joined join(JoinRequest request) {
        var key = EnrolmentKey.parse(request.key());
        var signed = EnrolmentProof.ofNode(request.key(), request.name(), request.publicKey(), request.addresses());
        if (!EnrolmentProof.holds(signed, request.publicKey(), request.proof())) {
            throw new OstlerException(ErrorCode.ENROLMENT_REFUSED);
        }
        // Everything that may be refused comes before the key is taken: a wrong name doesn't cost the key.
        NodeRules.checkName(request.name());
        List<String> addresses = NodeRules.checkAddresses(request.addresses());
        String name = store.listEnrolments().stream()
                .filter(e -> e.keyHash().equals(key.hash()))
                .findFirst()
                .map(e -> e.name() == null ? request.name() : e.name())
                .orElseThrow(() -> new OstlerException(ErrorCode.ENROLMENT_REFUSED));
        if (isTaken(name, request.publicKey())) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", name);
        }
        if (store.takeEnrolment(key.hash(), clock.instant()).isEmpty()) {
            throw new OstlerException(ErrorCode.ENROLMENT_REFUSED);
        }
        NodeId id = register(name, request.publicKey(), addresses);
        var proof = panelKey.sign(EnrolmentProof.ofPanel(
                request.key(), request.publicKey(), id.value(), panelKey.panelId(), panelKey.publicKey()));
        return new Joined(id, panelKey.panelId(), panelKey.publicKey(), proof);
    }

    /** A machine that joins again with the key it had keeps its identity, and so its instances and their owners. */
    private NodeId register(String name, String publicKey, List<String> addresses) {
        for (var node : nodes.all()) {
            if (node.record().publicKey().equals(publicKey)) {
                var record = node.record();
                nodes.change(new NodeRecord(record.id(), record.name(), publicKey, addresses, record.enrolled()));
                return record.id();
            }
        }
        var id = NodeId.create();
        nodes.add(new NodeRecord(id, name, publicKey, addresses, clock.instant()));
        return id;
    }

    private boolean isTaken(String name, String publicKey) {
        return nodes.all().stream()
                .map(NodeState::record)
                .anyMatch(n -> n.name().equalsIgnoreCase(name) && !n.publicKey().equals(publicKey));
    }
}
