package io.ostler.panel.storage.derby.internal;

import io.ostler.panel.api.storage.OpenDatabase.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * A copy of the database at one moment. Derby has no view of a moment for a long reader, only locks that would keep
 * writers waiting; but it copies its files while it works, log included, and the copy opens as after a crash. Stateless.
 */
final class DerbySnapshot {

    private DerbySnapshot() {}

    static void read(DataSource source, String name, Path temporary, Reading reading) throws SQLException, IOException {
        var folder = Files.createTempDirectory(temporary, "snapshot");
        try {
            try (var connection = source.getConnection();
                    var call = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                call.setString(1, folder.toString());
                call.execute();
            }
            readCopy(folder.resolve(name), reading);
        } finally {
            delete(folder);
        }
    }

    private static void readCopy(Path database, Reading reading) throws SQLException, IOException {
        var copy = new EmbeddedDataSource();
        copy.setDatabaseName(database.toString());
        try (var connection = copy.getConnection()) {
            connection.setAutoCommit(false);
            try {
                reading.read(connection);
            } finally {
                connection.rollback();
            }
        } finally {
            DerbyDatabase.shutDown(copy);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
