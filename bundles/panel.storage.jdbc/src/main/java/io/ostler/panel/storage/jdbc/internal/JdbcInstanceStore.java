package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the panel knows of instances, in the table {@code ostler_instance}. Thread-safe. */
@Component
public final class JdbcInstanceStore implements InstanceStore {
    private static final String SELECT = "SELECT id, node_id, owner_id, created FROM ostler_instance";

    private final Database database;

    @Activate
    public JdbcInstanceStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(InstanceRecord instance) {
        try {
            database.update(handle -> bind(
                    handle.createUpdate("INSERT INTO ostler_instance (id, node_id, owner_id, created)"
                            + " VALUES (:id, :node, :owner, :created)"),
                    instance));
        } catch (DuplicateKeyException e) {
            throw new OstlerException(
                    ErrorCode.CONFLICT, Map.of("id", instance.id().value()), e);
        }
    }

    @Override
    public Optional<InstanceRecord> find(InstanceId id) {
        return database.find(
                handle -> handle.createQuery(SELECT + " WHERE id = :id").bind("id", id.value()),
                JdbcInstanceStore::read);
    }

    @Override
    public List<InstanceRecord> list() {
        return database.list(handle -> handle.createQuery(SELECT + " ORDER BY created, id"), JdbcInstanceStore::read);
    }

    @Override
    public boolean update(InstanceRecord instance) {
        return database.update(handle -> bind(
                        handle.createUpdate("UPDATE ostler_instance SET node_id = :node, owner_id = :owner,"
                                + " created = :created WHERE id = :id"),
                        instance))
                == 1;
    }

    @Override
    public boolean delete(InstanceId id) {
        return database.update(handle -> handle.createUpdate("DELETE FROM ostler_instance WHERE id = :id")
                        .bind("id", id.value()))
                == 1;
    }

    private static Update bind(Update update, InstanceRecord instance) {
        var owner = instance.owner();
        return update.bind("id", instance.id().value())
                .bind("node", instance.node().value())
                .bind("owner", owner == null ? null : owner.value())
                .bind("created", instance.created().toEpochMilli());
    }

    private static InstanceRecord read(ResultSet row, StatementContext context) throws SQLException {
        var owner = row.getString("owner_id");
        return new InstanceRecord(
                new InstanceId(row.getString("id")),
                new NodeId(row.getString("node_id")),
                owner == null ? null : new UserId(owner),
                Columns.instant(row, "created"));
    }
}
