package io.ostler.panel.storage.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The stores' way to SQL: each call is one durable transaction, repeated when the database broke it off for another
 * one's sake, and what goes wrong leaves in the panel's own words. Appears only once the tables are there. Thread-safe.
 */
@Component(service = Database.class)
public final class Database {
    /** More than a pool has connections: after the database came back, each of them may be dead once. */
    private static final int ATTEMPTS = 10;

    private final DataSource source;

    @Activate
    public Database(@Reference(target = "(ostler.schema=io.ostler.panel.storage.jdbc)") DataSource source) {
        this.source = source;
    }

    /** What is done with a connection. */
    interface Work<R> {
        R run(Connection connection) throws SQLException;
    }

    /** One statement that changes rows; says how many. */
    int update(String sql, @Nullable Object... values) {
        return attempt(connection -> Sql.update(connection, sql, values));
    }

    <R> List<R> list(Sql.Reader<R> reader, String sql, @Nullable Object... values) {
        return attempt(connection -> Sql.list(connection, reader, sql, values));
    }

    /** At most one row. */
    <R> Optional<R> find(Sql.Reader<R> reader, String sql, @Nullable Object... values) {
        return list(reader, sql, values).stream().findFirst();
    }

    /** Several statements as one transaction. */
    <R> R inTransaction(Work<R> work) {
        return attempt(connection -> Sql.inTransaction(connection, () -> work.run(connection)));
    }

    /** A statement outside a transaction is one by itself. */
    private <R> R attempt(Work<R> work) {
        for (int attempt = 1; ; attempt++) {
            try (var connection = source.getConnection()) {
                return work.run(connection);
            } catch (SQLException e) {
                var failure = new SqlFailure(e);
                if (!failure.isPassing() || attempt == ATTEMPTS) {
                    throw failure.asException();
                }
            }
        }
    }
}
