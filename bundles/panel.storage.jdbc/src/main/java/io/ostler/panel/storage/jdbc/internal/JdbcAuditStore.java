package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditChain;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Records in {@code ostler_audit}. Whoever appends locks the head's row first and does nothing else before, so that no
 * two writers wait for each other. Thread-safe.
 */
@Component
public final class JdbcAuditStore implements AuditStore {
    private final Database database;
    private final AuditSearch search;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public JdbcAuditStore(@Reference Database database) {
        this.database = database;
        search = new AuditSearch(database);
    }

    /** The chain's end while it is locked. */
    private record End(long number, Instant at, String hash) {
        static final End NONE = new End(0, Instant.EPOCH, "");
    }

    @Override
    public void write(List<Begun> begun, List<Ended> ended) {
        database.inTransaction(connection -> {
            for (var act : begun) {
                Sql.update(connection, AuditRows.INSERT_BEGUN, AuditRows.values(act.id(), act.at(), act.act()));
            }
            if (!ended.isEmpty()) {
                append(connection, lock(connection), ended);
            }
            return ended.size();
        });
    }

    private void append(Connection connection, End former, List<Ended> ended) throws SQLException {
        var end = former;
        for (var act : ended) {
            end = append(connection, end, act.act(), act.result());
            if (!act.begun().isEmpty()) {
                Sql.update(connection, "DELETE FROM ostler_audit_begun WHERE id = ?", act.begun());
            }
        }
        unlock(connection, end);
    }

    @Override
    public Told told(String source) {
        return database.inTransaction(connection -> told(connection, source));
    }

    private static Told told(Connection connection, String source) throws SQLException {
        var found = Sql.list(
                connection,
                row -> new Told(row.getString("log"), row.getLong("last_no")),
                "SELECT log, last_no FROM ostler_audit_told WHERE source = ?",
                source);
        return found.isEmpty() ? Told.NOTHING : found.getFirst();
    }

    @Override
    public void adopt(String source, Told former, Told next, List<Ended> ended) {
        database.inTransaction(connection -> {
            var end = lock(connection); // also of what follows: nobody else tells meanwhile
            if (!told(connection, source).equals(former)) {
                throw new OstlerException(ErrorCode.CONFLICT);
            }
            int rows = Sql.update(
                    connection,
                    "UPDATE ostler_audit_told SET log = ?, last_no = ? WHERE source = ?",
                    next.log(),
                    next.last(),
                    source);
            if (rows == 0) {
                Sql.update(
                        connection,
                        "INSERT INTO ostler_audit_told (source, log, last_no) VALUES (?, ?, ?)",
                        source,
                        next.log(),
                        next.last());
            }
            append(connection, end, ended);
            return ended.size();
        });
    }

    private static End lock(Connection connection) throws SQLException {
        int rows = Sql.update(connection, "UPDATE ostler_audit_head SET record_no = record_no WHERE id = 1");
        if (rows == 0) {
            Sql.update(connection, "INSERT INTO ostler_audit_head (id, record_no, written, hash) VALUES (1, 0, 0, '')");
        }
        return end(connection);
    }

    private static End end(Connection connection) throws SQLException {
        var found = Sql.list(
                connection,
                row -> new End(row.getLong("record_no"), Sql.instant(row, "written"), row.getString("hash")),
                "SELECT record_no, written, hash FROM ostler_audit_head WHERE id = 1");
        return found.isEmpty() ? End.NONE : found.getFirst();
    }

    private End append(Connection connection, End end, AuditAct act, AuditResult result) throws SQLException {
        var now = clock.instant();
        var at = now.isBefore(end.at()) ? end.at() : now;
        var record = AuditRecord.after(end.hash(), end.number() + 1, at, act, result);
        Sql.update(connection, AuditRows.INSERT, AuditRows.values(record));
        return new End(record.number(), record.at(), record.hash());
    }

    private static void unlock(Connection connection, End end) throws SQLException {
        Sql.update(
                connection,
                "UPDATE ostler_audit_head SET record_no = ?, written = ?, hash = ? WHERE id = 1",
                end.number(),
                end.at(),
                end.hash());
    }

    @Override
    public List<Begun> open(Instant before) {
        return database.list(
                row -> new Begun(row.getString("id"), Sql.instant(row, "begun"), AuditRows.readAct(row)),
                "SELECT id, begun, " + AuditRows.ACT + " FROM ostler_audit_begun WHERE begun < ? ORDER BY begun"
                        + " FETCH FIRST 500 ROWS ONLY",
                before);
    }

    @Override
    public Found find(AuditFilter filter, long before, int limit, int looks) {
        return search.find(filter, before, limit, looks);
    }

    @Override
    public List<AuditRecord> from(long number, int limit) {
        return database.list(
                AuditRows::read,
                "SELECT " + AuditRows.RECORD + " FROM ostler_audit WHERE record_no >= ? ORDER BY record_no FETCH FIRST "
                        + limit + " ROWS ONLY",
                number);
    }

    @Override
    public long numberAt(Instant at) {
        return search.numberAt(at);
    }

    @Override
    public Head head() {
        return database.find(
                        row -> new Head(row.getLong("record_no"), row.getString("hash")),
                        "SELECT record_no, hash FROM ostler_audit_head WHERE id = 1")
                .orElseGet(() -> new Head(0, ""));
    }

    @Override
    public int removeOldest(Instant olderThan, long keep, int most) {
        return database.inTransaction(connection -> {
            var end = lock(connection);
            long first = search.first(connection);
            long old = Math.max(search.numberAt(connection, olderThan), end.number() + 1 - keep);
            long last = Math.min(Math.min(old - 1, end.number() - 1), first + most - 1);
            if (first == 0 || last < first) {
                unlock(connection, end);
                return 0;
            }
            var hash = Sql.list(
                            connection,
                            row -> row.getString("hash"),
                            "SELECT hash FROM ostler_audit WHERE record_no = ?",
                            last)
                    .getFirst();
            int removed = Sql.update(connection, "DELETE FROM ostler_audit WHERE record_no <= ?", last);
            unlock(connection, append(connection, end, removal(last, hash, removed), AuditResult.DONE));
            return removed;
        });
    }

    private static AuditAct removal(long last, String hash, int removed) {
        var values = Map.of(
                AuditChain.REMOVED_TO,
                Long.toString(last),
                AuditChain.HASH,
                hash,
                "removed",
                Integer.toString(removed));
        return new AuditAct(
                AuditActor.panel(),
                AuditChain.RETENTION,
                AuditObject.of("audit", ""),
                AuditValues.NONE,
                AuditValues.of(values));
    }
}
