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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the panel knows of instances, in the table {@code ostler_instance}. Thread-safe. */
@Component
public final class JdbcInstanceStore implements InstanceStore {
    private static final String SELECT = "SELECT id, node_id, owner_id, created, deleted FROM ostler_instance";

    private final Database database;

    @Activate
    public JdbcInstanceStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(InstanceRecord instance) {
        try {
            database.update(
                    "INSERT INTO ostler_instance (id, node_id, owner_id, created, deleted) VALUES (?, ?, ?, ?, ?)",
                    instance.id().value(),
                    instance.node().value(),
                    text(instance.owner()),
                    instance.created(),
                    time(instance.deleted()));
        } catch (DuplicateKeyException e) {
            throw new OstlerException(
                    ErrorCode.CONFLICT, Map.of("id", instance.id().value()), e);
        }
    }

    @Override
    public Optional<InstanceRecord> find(InstanceId id) {
        return database.find(JdbcInstanceStore::read, SELECT + " WHERE id = ?", id.value());
    }

    @Override
    public List<InstanceRecord> list() {
        return database.list(JdbcInstanceStore::read, SELECT + " ORDER BY created, id");
    }

    @Override
    public boolean update(InstanceRecord instance) {
        return database.update(
                        "UPDATE ostler_instance SET node_id = ?, owner_id = ?, created = ?, deleted = ? WHERE id = ?",
                        instance.node().value(),
                        text(instance.owner()),
                        instance.created(),
                        time(instance.deleted()),
                        instance.id().value())
                == 1;
    }

    @Override
    public boolean delete(InstanceId id) {
        return database.update("DELETE FROM ostler_instance WHERE id = ?", id.value()) == 1;
    }

    private static @Nullable String text(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable Long time(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static InstanceRecord read(ResultSet row) throws SQLException {
        var owner = row.getString("owner_id");
        return new InstanceRecord(
                new InstanceId(row.getString("id")),
                new NodeId(row.getString("node_id")),
                owner == null ? null : new UserId(owner),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "deleted"));
    }
}
