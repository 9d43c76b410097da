package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.PreferenceStore;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the console keeps for people, in parts in the table {@code ostler_preference}. Thread-safe. */
@Component
public final class JdbcPreferenceStore implements PreferenceStore {
    private static final int PART = 16_000;
    private static final String DELETE = "DELETE FROM ostler_preference WHERE user_id = ? AND pref_key = ?";

    private final Database database;

    @Activate
    public JdbcPreferenceStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> get(UserId user, String key) {
        // One statement: a text that is being replaced is read whole, the old or the new one.
        var parts = database.list(
                row -> row.getString("pref_value"),
                "SELECT pref_value FROM ostler_preference WHERE user_id = ? AND pref_key = ? ORDER BY part",
                user.value(),
                key);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("", parts));
    }

    @Override
    public List<String> keys(UserId user) {
        return database.list(
                row -> row.getString("pref_key"),
                "SELECT pref_key FROM ostler_preference WHERE user_id = ? AND part = 0 ORDER BY pref_key",
                user.value());
    }

    @Override
    public void put(UserId user, String key, String value) {
        database.inTransaction(connection -> {
            Sql.update(connection, DELETE, user.value(), key);
            int part = 0;
            for (int at = 0; at < value.length() || part == 0; part++) {
                int end = end(value, at);
                Sql.update(
                        connection,
                        "INSERT INTO ostler_preference (user_id, pref_key, part, pref_value) VALUES (?, ?, ?, ?)",
                        user.value(),
                        key,
                        part,
                        value.substring(at, end));
                at = end;
            }
            return part;
        });
    }

    /** A part never ends in the middle of a character. */
    private static int end(String value, int at) {
        int end = Math.min(at + PART, value.length());
        return end < value.length() && Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end;
    }

    @Override
    public boolean delete(UserId user, String key) {
        return database.update(DELETE, user.value(), key) > 0;
    }

    @Override
    public void deleteAll(UserId user) {
        database.update("DELETE FROM ostler_preference WHERE user_id = ?", user.value());
    }
}
