package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.store.AuditStore.Found;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds records by one index each, so that a page costs the same among a million: numbers grow with time, so times
 * become numbers; the rest is told apart here, the same for every database, over a bounded number of rows. Thread-safe.
 */
final class AuditSearch {
    /** Rows that are fetched at once. */
    private static final int TURN = 500;

    private final Database database;

    AuditSearch(Database database) {
        this.database = database;
    }

    /** An index with the values that select in it. */
    private record Way(String index, String condition, List<String> values) {
        static Way of(AuditFilter filter) {
            var object = filter.object();
            var user = filter.user();
            if (object != null) {
                return new Way("ostler_audit_object", "object_id = ? AND ", List.of(object));
            }
            return user == null
                    ? new Way("ostler_audit_newest", "", List.of())
                    : new Way("ostler_audit_user", "user_id = ? AND ", List.of(user));
        }
    }

    Found find(AuditFilter filter, long before, int limit, int looks) {
        long least = filter.from() == null ? 1 : numberAt(filter.from());
        long end = filter.to() == null ? before : Math.min(before, numberAt(filter.to()));
        var records = new ArrayList<AuditRecord>();
        var way = Way.of(filter);
        for (int looked = 0; looked < looks && end > least; ) {
            var turn = turn(way, least, end);
            for (var record : turn) {
                end = record.number();
                if (filter.matches(record)) {
                    records.add(record);
                    if (records.size() == limit) {
                        return new Found(records, end);
                    }
                }
            }
            looked += turn.size();
            if (turn.size() < TURN) {
                return new Found(records, 0);
            }
        }
        return new Found(records, end > least ? end : 0);
    }

    /** Derby would rather sort than read an index from its end: the comment names it, and is one for other databases. */
    private List<AuditRecord> turn(Way way, long least, long end) {
        var values = new ArrayList<Object>(way.values());
        values.add(end);
        values.add(least);
        return database.list(
                AuditRows::read,
                "SELECT " + AuditRows.RECORD + " FROM ostler_audit --DERBY-PROPERTIES index=" + way.index()
                        + "\n WHERE "
                        + way.condition() + "record_no < ? AND record_no >= ? ORDER BY record_no DESC FETCH FIRST "
                        + TURN + " ROWS ONLY",
                values.toArray());
    }

    long numberAt(Instant at) {
        return database.inTransaction(connection -> numberAt(connection, at));
    }

    long numberAt(Connection connection, Instant at) throws SQLException {
        var found = Sql.list(
                connection,
                row -> row.getLong("record_no"),
                "SELECT record_no FROM ostler_audit --DERBY-PROPERTIES index=ostler_audit_written\n WHERE written >= ?"
                        + " ORDER BY written, record_no FETCH FIRST 1 ROWS ONLY",
                at);
        return found.isEmpty() ? number(connection, "DESC") + 1 : found.getFirst();
    }

    /** 0 where there is no record. */
    long first(Connection connection) throws SQLException {
        return number(connection, "ASC");
    }

    private static long number(Connection connection, String order) throws SQLException {
        var found = Sql.list(
                connection,
                row -> row.getLong("record_no"),
                "SELECT record_no FROM ostler_audit ORDER BY record_no " + order + " FETCH FIRST 1 ROWS ONLY");
        return found.isEmpty() ? 0 : found.getFirst();
    }
}
