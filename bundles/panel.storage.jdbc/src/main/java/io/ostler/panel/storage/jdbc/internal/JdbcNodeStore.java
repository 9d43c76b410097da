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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nodes and open enrolments in {@code ostler_node} and {@code ostler_enrolment}. Thread-safe. */
@Component
public final class JdbcNodeStore implements NodeStore {
    private static final String SELECT = "SELECT id, name, public_key, addresses, enrolled FROM ostler_node";
    private static final String SELECT_ENROLMENT = "SELECT key_hash, name, created, expires FROM ostler_enrolment";

    private final Database database;

    @Activate
    public JdbcNodeStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(NodeRecord node) {
        try {
            database.update(handle -> bind(
                    handle.createUpdate("INSERT INTO ostler_node (id, name, public_key, addresses, enrolled)"
                            + " VALUES (:id, :name, :publicKey, :addresses, :enrolled)"),
                    node));
        } catch (DuplicateKeyException e) {
            throw duplicate(node, e);
        }
    }

    @Override
    public Optional<NodeRecord> find(NodeId id) {
        return database.find(
                handle -> handle.createQuery(SELECT + " WHERE id = :id").bind("id", id.value()), JdbcNodeStore::read);
    }

    @Override
    public List<NodeRecord> list() {
        return database.list(handle -> handle.createQuery(SELECT), JdbcNodeStore::read).stream()
                .sorted(Comparator.comparing(NodeRecord::name))
                .toList();
    }

    @Override
    public boolean update(NodeRecord node) {
        try {
            return database.update(handle -> bind(
                            handle.createUpdate("UPDATE ostler_node SET name = :name, public_key = :publicKey,"
                                    + " addresses = :addresses, enrolled = :enrolled WHERE id = :id"),
                            node))
                    == 1;
        } catch (DuplicateKeyException e) {
            throw duplicate(node, e);
        }
    }

    @Override
    public boolean delete(NodeId id) {
        return database.update(handle -> handle.createUpdate("DELETE FROM ostler_node WHERE id = :id")
                        .bind("id", id.value()))
                == 1;
    }

    @Override
    public void insertEnrolment(EnrolmentRecord enrolment) {
        try {
            database.update(handle -> handle.createUpdate("INSERT INTO ostler_enrolment"
                            + " (key_hash, name, created, expires) VALUES (:hash, :name, :created, :expires)")
                    .bind("hash", enrolment.keyHash())
                    .bind("name", enrolment.name())
                    .bind("created", enrolment.created().toEpochMilli())
                    .bind("expires", enrolment.expires().toEpochMilli()));
        } catch (DuplicateKeyException e) {
            throw new OstlerException(ErrorCode.CONFLICT, Map.of(), e);
        }
    }

    @Override
    public Optional<EnrolmentRecord> takeEnrolment(String keyHash, Instant now) {
        return database.call(handle -> enrolment(handle, keyHash)
                .map((row, context) -> readEnrolment(row))
                .findOne()
                .filter(enrolment -> enrolment.expires().isAfter(now))
                // Others may have read it as well: who deletes the row has it.
                .filter(enrolment -> deleteEnrolment(handle, keyHash) == 1));
    }

    @Override
    public List<EnrolmentRecord> listEnrolments() {
        return database.list(
                handle -> handle.createQuery(SELECT_ENROLMENT + " ORDER BY created, key_hash"),
                (row, context) -> readEnrolment(row));
    }

    @Override
    public boolean deleteEnrolment(String keyHash) {
        return database.call(handle -> deleteEnrolment(handle, keyHash)) == 1;
    }

    private static Query enrolment(Handle handle, String keyHash) {
        return handle.createQuery(SELECT_ENROLMENT + " WHERE key_hash = :hash").bind("hash", keyHash);
    }

    private static int deleteEnrolment(Handle handle, String keyHash) {
        return handle.createUpdate("DELETE FROM ostler_enrolment WHERE key_hash = :hash")
                .bind("hash", keyHash)
                .execute();
    }

    private OstlerException duplicate(NodeRecord node, DuplicateKeyException cause) {
        boolean nameTaken = list().stream()
                .anyMatch(
                        other -> other.name().equals(node.name()) && !other.id().equals(node.id()));
        return nameTaken
                ? new OstlerException(ErrorCode.NAME_TAKEN, Map.of("name", node.name()), cause)
                : new OstlerException(ErrorCode.CONFLICT, Map.of("id", node.id().value()), cause);
    }

    private static Update bind(Update update, NodeRecord node) {
        return update.bind("id", node.id().value())
                .bind("name", node.name())
                .bind("publicKey", node.publicKey())
                .bind("addresses", lines(node.addresses()))
                .bind("enrolled", node.enrolled().toEpochMilli());
    }

    /** One address a line; an address with a line break would come back as two. */
    private static String lines(List<String> addresses) {
        for (var address : addresses) {
            if (address.isEmpty() || address.indexOf('\n') >= 0) {
                throw OstlerException.invalid("addresses", "not empty and without line breaks");
            }
        }
        return String.join("\n", addresses);
    }

    private static NodeRecord read(ResultSet row, StatementContext context) throws SQLException {
        var addresses = row.getString("addresses");
        return new NodeRecord(
                new NodeId(row.getString("id")),
                row.getString("name"),
                row.getString("public_key"),
                addresses.isEmpty() ? List.of() : List.of(addresses.split("\n")),
                Columns.instant(row, "enrolled"));
    }

    private static EnrolmentRecord readEnrolment(ResultSet row) throws SQLException {
        return new EnrolmentRecord(
                row.getString("key_hash"),
                row.getString("name"),
                Columns.instant(row, "created"),
                Columns.instant(row, "expires"));
    }
}
