package io.ostler.panel.storage.jdbc.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.Update;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The stores' way to SQL: each call is one durable transaction, repeated when the database broke it off for another
 * one's sake, and what goes wrong leaves in the panel's own words. Appears only once the tables are there. Thread-safe.
 */
@Component(service = Database.class)
public final class Database {
    private static final int ATTEMPTS = 4;

    private final Jdbi jdbi;

    @Activate
    public Database(@Reference(target = "(ostler.schema=io.ostler.panel.storage.jdbc)") DataSource source) {
        jdbi = Jdbi.create(source);
        // Statements hold hashes and tokens: none of it may reach a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /** Runs it in one transaction. */
    <R> R call(HandleCallback<R, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (JdbiException e) {
                var failure = SqlFailure.of(e);
                if (!failure.isPassing() || attempt == ATTEMPTS) {
                    throw failure.asException();
                }
            }
        }
    }

    /** Runs one statement that changes rows and says how many. */
    int update(Function<Handle, Update> statement) {
        return call(handle -> statement.apply(handle).execute());
    }

    /** Runs one statement that reads rows. */
    <R> List<R> list(Function<Handle, Query> statement, RowMapper<R> mapper) {
        return call(handle -> statement.apply(handle).map(mapper).list());
    }

    <R> Optional<R> find(Function<Handle, Query> statement, RowMapper<R> mapper) {
        return call(handle -> statement.apply(handle).map(mapper).findOne());
    }
}
