package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nodes and open enrolments in {@code ostler_node} and {@code ostler_enrolment}. Thread-safe. */
@Component
public final class JdbcNodeStore implements NodeStore {
    private static final String SELECT = "SELECT id, name, public_key, addresses, enrolled FROM ostler_node";
    private static final String SELECT_ENROLMENT = "SELECT key_hash, name, created, expires FROM ostler_enrolment";
    private static final String DELETE_ENROLMENT = "DELETE FROM ostler_enrolment WHERE key_hash = ?";

    private final Database database;

    @Activate
    public JdbcNodeStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(NodeRecord node) {
        try {
            database.update(
                    "INSERT INTO ostler_node (id, name, public_key, addresses, enrolled) VALUES (?, ?, ?, ?, ?)",
                    node.id().value(),
                    node.name(),
                    node.publicKey(),
                    lines(node.addresses()),
                    node.enrolled());
        } catch (DuplicateKeyException e) {
            throw duplicate(node, e);
        }
    }

    @Override
    public Optional<NodeRecord> find(NodeId id) {
        return database.find(JdbcNodeStore::read, SELECT + " WHERE id = ?", id.value());
    }

    @Override
    public List<NodeRecord> list() {
        return database.list(JdbcNodeStore::read, SELECT).stream()
                .sorted(Comparator.comparing(NodeRecord::name))
                .toList();
    }

    @Override
    public boolean update(NodeRecord node) {
        try {
            return database.update(
                            "UPDATE ostler_node SET name = ?, public_key = ?, addresses = ?, enrolled = ? WHERE id = ?",
                            node.name(),
                            node.publicKey(),
                            lines(node.addresses()),
                            node.enrolled(),
                            node.id().value())
                    == 1;
        } catch (DuplicateKeyException e) {
            throw duplicate(node, e);
        }
    }

    @Override
    public boolean delete(NodeId id) {
        return database.update("DELETE FROM ostler_node WHERE id = ?", id.value()) == 1;
    }

    @Override
    public void insertEnrolment(EnrolmentRecord enrolment) {
        try {
            database.update(
                    "INSERT INTO ostler_enrolment (key_hash, name, created, expires) VALUES (?, ?, ?, ?)",
                    enrolment.keyHash(),
                    enrolment.name(),
                    enrolment.created(),
                    enrolment.expires());
        } catch (DuplicateKeyException e) {
            throw new OstlerException(ErrorCode.CONFLICT, Map.of(), e);
        }
    }

    @Override
    public Optional<EnrolmentRecord> takeEnrolment(String keyHash, Instant now) {
        return database.inTransaction(connection -> {
            var found = Sql.list(
                    connection,
                    JdbcNodeStore::readEnrolment,
                    SELECT_ENROLMENT + " WHERE key_hash = ? AND expires > ?",
                    keyHash,
                    now);
            // Others may have read it as well: who deletes the row has it.
            return found.isEmpty() || Sql.update(connection, DELETE_ENROLMENT, keyHash) == 0
                    ? Optional.empty()
                    : Optional.of(found.getFirst());
        });
    }

    @Override
    public List<EnrolmentRecord> listEnrolments() {
        return database.list(JdbcNodeStore::readEnrolment, SELECT_ENROLMENT + " ORDER BY created, key_hash");
    }

    @Override
    public boolean deleteEnrolment(String keyHash) {
        return database.update(DELETE_ENROLMENT, keyHash) == 1;
    }

    private OstlerException duplicate(NodeRecord node, DuplicateKeyException cause) {
        boolean nameTaken = list().stream()
                .anyMatch(
                        other -> other.name().equals(node.name()) && !other.id().equals(node.id()));
        return nameTaken
                ? new OstlerException(ErrorCode.NAME_TAKEN, Map.of("name", node.name()), cause)
                : new OstlerException(ErrorCode.CONFLICT, Map.of("id", node.id().value()), cause);
    }

    /** One address a line; an address with a line break would come back as two. */
    private static String lines(List<String> addresses) {
        for (var address : addresses) {
            if (address.isEmpty() || address.lines().count() != 1) {
                throw OstlerException.invalid("addresses", "not empty and without line breaks");
            }
        }
        return String.join("\n", addresses);
    }

    private static NodeRecord read(ResultSet row) throws SQLException {
        return new NodeRecord(
                new NodeId(row.getString("id")),
                row.getString("name"),
                row.getString("public_key"),
                row.getString("addresses").lines().toList(),
                Sql.instant(row, "enrolled"));
    }

    private static EnrolmentRecord readEnrolment(ResultSet row) throws SQLException {
        return new EnrolmentRecord(
                row.getString("key_hash"),
                row.getString("name"),
                Sql.instant(row, "created"),
                Sql.instant(row, "expires"));
    }
}
