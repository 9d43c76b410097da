package io.ostler.panel.auth.internal.role;

import io.ostler.model.NodeId;
import io.ostler.panel.api.store.NodeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One node. */
final class MemoryNodes implements NodeStore {
    private final NodeRecord node;

    MemoryNodes(NodeId id) {
        node = new NodeRecord(id, "home", "", List.of(), Instant.EPOCH);
    }

    @Override
    public void insert(NodeRecord other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<NodeRecord> find(NodeId id) {
        return list().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    @Override
    public List<NodeRecord> list() {
        return List.of(node);
    }

    @Override
    public boolean update(NodeRecord other) {
        return false;
    }

    @Override
    public boolean delete(NodeId id) {
        return false;
    }

    @Override
    public void insertEnrolment(EnrolmentRecord enrolment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<EnrolmentRecord> takeEnrolment(String keyHash, Instant now) {
        return Optional.empty();
    }

    @Override
    public List<EnrolmentRecord> listEnrolments() {
        return List.of();
    }

    @Override
    public boolean deleteEnrolment(String keyHash) {
        return false;
    }
}
