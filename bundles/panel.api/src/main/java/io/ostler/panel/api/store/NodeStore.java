package io.ostler.panel.api.store;

import io.ostler.model.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Nodes and open enrolments. Thread-safe, blocks. */
@ConsumerType
public interface NodeStore {

    /**
     * @param publicKey X.509 form of the node's Ed25519 key, base64; empty for the local node of a standalone
     * @param addresses base URLs at which panel and browsers try the daemon, first the preferred one; empty: local
     */
    record NodeRecord(NodeId id, String name, String publicKey, List<String> addresses, Instant enrolled) {
        public NodeRecord {
            addresses = List.copyOf(addresses);
        }
    }

    /** @param keyHash SHA-256 of the one-time key, hex; {@code name} proposed for the node */
    record EnrolmentRecord(String keyHash, @Nullable String name, Instant created, Instant expires) {}

    /** {@code NAME_TAKEN} when another node has the name. */
    void insert(NodeRecord node);

    Optional<NodeRecord> find(NodeId id);

    List<NodeRecord> list();

    boolean update(NodeRecord node);

    boolean delete(NodeId id);

    void insertEnrolment(EnrolmentRecord enrolment);

    /** Removes and returns it: of any number of callers at once, exactly one gets it. Expired ones are not returned. */
    Optional<EnrolmentRecord> takeEnrolment(String keyHash, Instant now);

    List<EnrolmentRecord> listEnrolments();

    boolean deleteEnrolment(String keyHash);
}
