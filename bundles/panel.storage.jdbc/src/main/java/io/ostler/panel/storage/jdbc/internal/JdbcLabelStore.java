package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.LabelStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Labels of instances, in the table {@code ostler_label}. Thread-safe. */
@Component
public final class JdbcLabelStore implements LabelStore {
    private final Database database;

    @Activate
    public JdbcLabelStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Map<InstanceId, Labels> all() {
        return database
                .list(
                        row -> Map.entry(new InstanceId(row.getString("instance_id")), read(row)),
                        "SELECT instance_id, tags, notes, folder, revision FROM ostler_label")
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void put(InstanceId instance, Labels labels) {
        var id = instance.value();
        database.inTransaction(connection -> {
            Sql.update(connection, "DELETE FROM ostler_label WHERE instance_id = ?", id);
            return Sql.update(
                    connection,
                    "INSERT INTO ostler_label (instance_id, tags, notes, folder, revision) VALUES (?, ?, ?, ?, ?)",
                    id,
                    String.join("\n", labels.tags()),
                    labels.notes(),
                    String.join("\n", labels.folder()),
                    labels.revision());
        });
    }

    @Override
    public boolean delete(InstanceId instance) {
        return database.update("DELETE FROM ostler_label WHERE instance_id = ?", instance.value()) == 1;
    }

    private static Labels read(ResultSet row) throws SQLException {
        return new Labels(
                words(row.getString("tags")),
                row.getString("notes"),
                words(row.getString("folder")),
                row.getLong("revision"));
    }

    private static List<String> words(String lines) {
        return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\n", -1));
    }
}
