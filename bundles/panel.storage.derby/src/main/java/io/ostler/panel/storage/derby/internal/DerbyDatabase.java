package io.ostler.panel.storage.derby.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.ostler.panel.api.storage.OpenDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One embedded database with its connection pool, from boot to orderly shutdown. Every commit is forced to the disk
 * (Derby's default, never relaxed here). Thread-safe.
 */
public final class DerbyDatabase implements OpenDatabase {
    private static final Logger log = LoggerFactory.getLogger(DerbyDatabase.class);
    private static final String NAME = "db";
    /** What Derby calls a database that was shut down as asked. */
    private static final String SHUT_DOWN = "08006";

    private final EmbeddedDataSource derby;
    private final HikariDataSource pool;

    private DerbyDatabase(EmbeddedDataSource derby, HikariDataSource pool) {
        this.derby = derby;
        this.pool = pool;
    }

    /**
     * Boots the database, after a crash with recovery, or makes a new one.
     *
     * @param home folder of the panel's own data; the database is {@code db} in it
     * @throws io.ostler.model.OstlerException {@code STORAGE_FAILED} or {@code DISK_FULL} with an {@code explanation}
     */
    public static DerbyDatabase open(Path home, Path logFolder, int connections) {
        var folder = home.resolve(NAME);
        try (var creation = new DerbyCreation(home, NAME)) {
            Files.createDirectories(home);
            Files.createDirectories(logFolder);
            DerbySettings.apply(home, logFolder);
            var derby = new EmbeddedDataSource();
            derby.setDatabaseName(folder.toString());
            boot(derby, creation.begin());
            creation.completed();
            return new DerbyDatabase(derby, pool(derby, connections));
        } catch (IOException | SQLException | HikariPool.PoolInitializationException e) {
            throw DerbyFailure.explain(folder, e);
        }
    }

    private static void boot(EmbeddedDataSource derby, boolean create) throws SQLException {
        derby.setCreateDatabase(create ? "create" : null);
        try (var connection = derby.getConnection()) {
            requireWritable(connection);
        }
        derby.setCreateDatabase(null);
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void readConsistently(Path temporary, Reading reading) throws SQLException, IOException {
        DerbySnapshot.read(pool, NAME, temporary, reading);
    }

    @Override
    public String kind() {
        return "derby";
    }

    @Override
    public String place() {
        return derby.getDatabaseName();
    }

    @Override
    public long size() throws IOException {
        try (var tree = Files.walk(Path.of(derby.getDatabaseName()))) {
            return tree.map(Path::toFile)
                    .filter(file -> file.isFile())
                    .mapToLong(file -> file.length())
                    .sum();
        } catch (UncheckedIOException e) {
            // A file of Derby's log came or went.
            throw e.getCause();
        }
    }

    /** Ends the connections and shuts the database down, so that the next start needs no recovery. */
    @Override
    public void close() {
        pool.close();
        shutDown(derby);
    }

    static void shutDown(EmbeddedDataSource derby) {
        var shutdown = new EmbeddedDataSource();
        shutdown.setDatabaseName(derby.getDatabaseName());
        shutdown.setShutdownDatabase("shutdown");
        try (var connection = shutdown.getConnection()) {
            log.warn("The database is still open after its shutdown");
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                log.warn("The database did not shut down in order; the next start will recover it: {}", e.getMessage());
            }
        }
    }

    /** Derby opens what it can't write as read-only and says nothing. */
    private static void requireWritable(Connection connection) throws SQLException {
        if (connection.isReadOnly()) {
            throw new SQLException("read-only", DerbyFailure.READ_ONLY);
        }
    }

    private static HikariDataSource pool(DataSource derby, int connections) {
        var config = new HikariConfig();
        config.setPoolName("ostler-panel-db");
        config.setDataSource(derby);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        // Nothing between us and an embedded database drops idle connections.
        config.setMaxLifetime(0);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        config.setThreadFactory(
                Thread.ofPlatform().daemon().name("ostler-derby-pool-", 1).factory());
        return new HikariDataSource(config);
    }
}
