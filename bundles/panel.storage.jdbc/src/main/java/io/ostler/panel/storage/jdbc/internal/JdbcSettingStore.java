package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settings by name, in the table {@code ostler_setting}. Thread-safe. */
@Component
public final class JdbcSettingStore implements SettingStore {
    private final Database database;

    @Activate
    public JdbcSettingStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> get(String name) {
        return database.find(
                row -> row.getString("setting_value"), "SELECT setting_value FROM ostler_setting WHERE name = ?", name);
    }

    @Override
    public void put(String name, String value) {
        // Nothing deletes settings: after a lost race for the insert, the update finds its row.
        if (!update(name, value) && !putIfAbsent(name, value)) {
            update(name, value);
        }
    }

    @Override
    public boolean putIfAbsent(String name, String value) {
        try {
            return database.update("INSERT INTO ostler_setting (name, setting_value) VALUES (?, ?)", name, value) == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean update(String name, String value) {
        return database.update("UPDATE ostler_setting SET setting_value = ? WHERE name = ?", value, name) == 1;
    }
}
