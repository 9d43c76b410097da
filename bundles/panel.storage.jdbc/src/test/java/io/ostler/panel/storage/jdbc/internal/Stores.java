package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.SessionStore.SessionRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.storage.derby.internal.DerbyDatabase;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** A database with the panel's tables, for tests. */
public final class Stores {
    public static final String BUNDLE = "io.ostler.panel.storage.jdbc";

    private final DataSource source;
    private final Database database;

    public Stores(DataSource source) throws SQLException, IOException {
        this.source = source;
        new SchemaHistory(source).migrate(BUNDLE, ownMigrations());
        database = new Database(source);
    }

    public static DerbyDatabase derby(Path folder) {
        return DerbyDatabase.open(folder.resolve("panel"), folder.resolve("log"), 8);
    }

    public static List<Migration> ownMigrations() throws IOException {
        var folder = Path.of(Objects.requireNonNull(Stores.class.getResource("/db/migration"))
                .getPath());
        try (var files = Files.list(folder)) {
            return MigrationFolder.read(files.map(Stores::url).toList());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    Database emptied(String... tables) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        }
        return database;
    }

    /** One row in most tables. */
    public void fill() {
        var user = UserId.create();
        var now = Instant.ofEpochMilli(1_700_000_000_123L);
        new JdbcUserStore(database)
                .insert(new UserRecord(user, "Zoë 🎲", RoleId.ADMINISTRATOR, false, "hash", now, null));
        new JdbcSessionStore(database)
                .insert(new SessionRecord("handle", "0".repeat(64), user, "csrf", now, now, now, "::1", "test"));
        var settings = new JdbcSettingStore(database);
        for (int i = 0; i < 1_234; i++) {
            settings.put("setting " + i, "a'b\\c\n" + "ä".repeat(i));
        }
        settings.put("longest", "x".repeat(32_000));
    }

    public Database database() {
        return database;
    }
}
