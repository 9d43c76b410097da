package io.ostler.panel.storage.postgres.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.ostler.panel.api.storage.DatabaseTrial;
import io.ostler.panel.api.storage.OpenDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a PostgreSQL server with its connection pool. Thread-safe. */
final class PostgresDatabase implements OpenDatabase {
    private static final int CONNECT_SECONDS = 10;
    /** Longer than the longest statement of ours; ends the wait for a server that is gone without a word. */
    private static final int SILENCE_SECONDS = 120;

    /** A server that is silent for so long where an answer is due may have told others what we don't know. */
    private static final int LISTENING_MILLIS = 10_000;

    private static final String SESSION_OF =
            // An acknowledged write is on the disk, whatever the server's own default is.
            "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'"
                    + " ELSE current_setting('synchronous_commit') END, false),"
                    // As in Derby: a request waits at most so long for another one's lock.
                    + " set_config('lock_timeout', '10s', false),"
                    // Whose writes these are: a panel isn't told of its own.
                    + " set_config('ostler.panel', '%s', false)";

    private final HikariDataSource pool;
    private final PostgresSettings settings;
    private final String panel;

    private PostgresDatabase(HikariDataSource pool, PostgresSettings settings, String panel) {
        this.pool = pool;
        this.settings = settings;
        this.panel = panel;
    }

    /** @throws io.ostler.model.OstlerException {@code STORAGE_FAILED} with {@code reason} and {@code explanation} */
    static PostgresDatabase open(PostgresSettings settings) {
        var source = source(settings);
        try {
            // Once without the pool, which would repeat a wrong password until its time is over.
            try (var connection = source.getConnection()) {
                requireFit(connection);
            }
            var panel = UUID.randomUUID().toString();
            return new PostgresDatabase(pool(source, settings.connections(), panel), settings, panel);
        } catch (SQLException | PoolInitializationException e) {
            throw PostgresFailure.explain(settings, e);
        }
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void readConsistently(Path temporary, Reading reading) throws SQLException, IOException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                reading.read(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    @Override
    public String kind() {
        return PostgresProvider.NAME;
    }

    @Override
    public String place() {
        return settings.place();
    }

    @Override
    public long size() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Who writes through this pool. */
    String panel() {
        return panel;
    }

    /** A connection of its own, beside the pool, that hears what is told on a channel. */
    Connection listen(String channel) throws SQLException {
        var connection = source(settings).getConnection();
        try (var statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, LISTENING_MILLIS);
            statement.execute("LISTEN " + channel);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Waits for what is told; after a silence asks the server whether it is still there. */
    void await(Connection connection, int silenceMillis, Consumer<Iterable<String>> told) throws SQLException {
        var news = connection.unwrap(PGConnection.class).getNotifications(silenceMillis);
        if (news == null || news.length == 0) {
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        } else {
            told.accept(Stream.of(news).map(PGNotification::getParameter).toList());
        }
    }

    /**
     * Connects once, without keeping anything.
     *
     * @throws io.ostler.model.OstlerException {@code STORAGE_FAILED} with {@code reason} and {@code explanation}
     */
    static DatabaseTrial.Found tryOut(PostgresSettings settings) {
        try (var connection = source(settings).getConnection()) {
            requireFit(connection);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT current_setting('server_version'),"
                            + " (SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()),"
                            + " to_regclass('ostler_incomplete') IS NOT NULL")) {
                row.next();
                return new DatabaseTrial.Found(
                        settings.place(), row.getString(1), row.getInt(2), row.getInt(2) == 0 || row.getBoolean(3));
            }
        } catch (SQLException e) {
            throw PostgresFailure.explain(settings, e);
        }
    }

    private static void requireFit(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('server_encoding'), pg_is_in_recovery(),"
                        + " has_schema_privilege(current_schema(), 'CREATE')")) {
            row.next();
            if (!"UTF8".equals(row.getString(1))) {
                throw new SQLException(row.getString(1), PostgresFailure.WRONG_ENCODING);
            }
            if (row.getBoolean(2)) {
                throw new SQLException("standby", PostgresFailure.STANDBY);
            }
            if (!row.getBoolean(3)) {
                throw new SQLException("schema", PostgresFailure.NOT_ALLOWED);
            }
        }
    }

    private static PGSimpleDataSource source(PostgresSettings settings) {
        var source = new PGSimpleDataSource();
        source.setApplicationName("ostler");
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SILENCE_SECONDS);
        source.setTcpKeepAlive(true);
        source.setGssEncMode("disable");
        protect(source, settings);
        return source;
    }

    private static void protect(PGSimpleDataSource source, PostgresSettings settings) {
        switch (settings.tls()) {
            case OFF -> source.setSslMode("disable");
            case REQUIRE -> source.setSslMode("require");
            case VERIFY -> {
                source.setSslMode("verify-full");
                if (settings.certificate().isEmpty()) {
                    source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
                } else {
                    source.setSslRootCert(settings.certificate());
                }
            }
        }
    }

    private static HikariDataSource pool(DataSource source, int connections, String panel) {
        var config = new HikariConfig();
        config.setPoolName("ostler-panel-db");
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
        config.setConnectionInitSql(SESSION_OF.formatted(panel));
        config.setThreadFactory(
                Thread.ofPlatform().daemon().name("ostler-postgres-pool-", 1).factory());
        return new HikariDataSource(config);
    }
}
