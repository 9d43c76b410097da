package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.ProviderStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ways to sign in, in {@code ostler_provider} and the tables of their rules and settings. Thread-safe. */
@Component
public final class JdbcProviderStore implements ProviderStore {
    private static final String[] PARTS = {
        "DELETE FROM ostler_provider_rule WHERE provider_id = ?",
        "DELETE FROM ostler_provider_setting WHERE provider_id = ?"
    };

    private final Database database;

    @Activate
    public JdbcProviderStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void insert(ProviderRecord provider) {
        database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    """
                    INSERT INTO ostler_provider
                        (id, kind, name, icon, place, enabled, creates, role_id, follows, asks_second_factor)
                    VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS VARCHAR(40)), ?, ?)""",
                    provider.id(),
                    provider.type(),
                    provider.name(),
                    provider.icon(),
                    provider.position(),
                    provider.enabled(),
                    provider.creates(),
                    text(provider.role()),
                    provider.follows(),
                    provider.asksSecondFactor());
            insertParts(connection, provider);
            return true;
        });
    }

    @Override
    public boolean update(ProviderRecord provider) {
        return database.inTransaction(connection -> {
            int changed = Sql.update(
                    connection,
                    """
                    UPDATE ostler_provider SET kind = ?, name = ?, icon = ?, enabled = ?, creates = ?,
                        role_id = CAST(? AS VARCHAR(40)), follows = ?, asks_second_factor = ? WHERE id = ?""",
                    provider.type(),
                    provider.name(),
                    provider.icon(),
                    provider.enabled(),
                    provider.creates(),
                    text(provider.role()),
                    provider.follows(),
                    provider.asksSecondFactor(),
                    provider.id());
            if (changed == 0) {
                return false;
            }
            deleteParts(connection, provider.id());
            insertParts(connection, provider);
            return true;
        });
    }

    @Override
    public void order(List<String> ids) {
        database.inTransaction(connection -> {
            for (int i = 0; i < ids.size(); i++) {
                Sql.update(connection, "UPDATE ostler_provider SET place = ? WHERE id = ?", i, ids.get(i));
            }
            return true;
        });
    }

    @Override
    public Optional<ProviderRecord> find(String id) {
        return list().stream().filter(provider -> provider.id().equals(id)).findAny();
    }

    @Override
    public List<ProviderRecord> list() {
        return database.inTransaction(connection -> {
            var rules = new HashMap<String, List<RuleRecord>>();
            Sql.list(
                    connection,
                    row -> rules.computeIfAbsent(row.getString("provider_id"), id -> new ArrayList<>())
                            .add(new RuleRecord(row.getString("group_name"), new RoleId(row.getString("role_id")))),
                    "SELECT provider_id, group_name, role_id FROM ostler_provider_rule ORDER BY provider_id, place");
            var settings = new HashMap<String, Map<String, String>>();
            Sql.list(
                    connection,
                    row -> settings.computeIfAbsent(row.getString("provider_id"), id -> new HashMap<>())
                                    .put(row.getString("name"), row.getString("setting_value"))
                            == null,
                    "SELECT provider_id, name, setting_value FROM ostler_provider_setting");
            return Sql.list(
                    connection,
                    row -> read(row, rules, settings),
                    "SELECT id, kind, name, icon, place, enabled, creates, role_id, follows, asks_second_factor"
                            + " FROM ostler_provider ORDER BY place, id");
        });
    }

    @Override
    public boolean delete(String id) {
        return database.inTransaction(connection -> {
            deleteParts(connection, id);
            return Sql.update(connection, "DELETE FROM ostler_provider WHERE id = ?", id) == 1;
        });
    }

    private static void deleteParts(Connection connection, String id) throws SQLException {
        for (var part : PARTS) {
            Sql.update(connection, part, id);
        }
    }

    private static void insertParts(Connection connection, ProviderRecord provider) throws SQLException {
        int place = 0;
        for (var rule : provider.rules()) {
            Sql.update(
                    connection,
                    "INSERT INTO ostler_provider_rule (provider_id, place, group_name, role_id) VALUES (?, ?, ?, ?)",
                    provider.id(),
                    place++,
                    rule.group(),
                    rule.role().value());
        }
        for (var setting : provider.settings().entrySet()) {
            Sql.update(
                    connection,
                    "INSERT INTO ostler_provider_setting (provider_id, name, setting_value) VALUES (?, ?, ?)",
                    provider.id(),
                    setting.getKey(),
                    setting.getValue());
        }
    }

    private static ProviderRecord read(
            ResultSet row, Map<String, List<RuleRecord>> rules, Map<String, Map<String, String>> settings)
            throws SQLException {
        var id = row.getString("id");
        var role = row.getString("role_id");
        return new ProviderRecord(
                id,
                row.getString("kind"),
                row.getString("name"),
                row.getString("icon"),
                row.getInt("place"),
                row.getBoolean("enabled"),
                row.getBoolean("creates"),
                role == null ? null : new RoleId(role),
                row.getBoolean("follows"),
                rules.getOrDefault(id, List.of()),
                settings.getOrDefault(id, Map.of()),
                row.getBoolean("asks_second_factor"));
    }

    private static @Nullable String text(@Nullable RoleId role) {
        return role == null ? null : role.value();
    }
}
