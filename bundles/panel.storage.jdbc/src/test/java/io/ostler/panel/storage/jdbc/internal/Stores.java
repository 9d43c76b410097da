package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.storage.derby.internal.DerbyDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A database with the panel's tables, for tests. */
final class Stores {
    static final String BUNDLE = "io.ostler.panel.storage.jdbc";

    private final DataSource source;
    private final Database database;

    Stores(DataSource source) throws SQLException, IOException {
        this.source = source;
        new SchemaHistory(source).migrate(BUNDLE, ownMigrations());
        database = new Database(source);
    }

    static DerbyDatabase derby(Path folder) {
        return DerbyDatabase.open(folder.resolve("panel"), folder.resolve("log"), 8);
    }

    static List<Migration> ownMigrations() throws IOException {
        return MigrationFolder.read(Stream.of(
                        "V001__stores.sql",
                        "V002__ssh_keys.sql",
                        "V003__members.sql",
                        "V004__labels.sql",
                        "V005__inputs.sql",
                        "V010__audit.sql")
                .map(name -> Stores.class.getResource("/db/migration/" + name))
                .toList());
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

    Database database() {
        return database;
    }
}
