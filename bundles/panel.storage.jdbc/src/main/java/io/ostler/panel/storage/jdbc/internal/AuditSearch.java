package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.store.AuditStore.Found;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds records by one index each, so that a page costs the same among a million: numbers grow with time, so times
 * become numbers; the rest is told apart here, the same for every database, over a bounded number of rows. Thread-safe.
 */
final class AuditSearch {
    /** Rows that are fetched at once. */
    private static final int TURN = 500;
    /** More acts than these are looked for among all. */
    private static final int MOST_NAMES = 8;
    /** There are some dozens; whoever makes up more gets a slower search. */
    private static final int MOST_ACTS = 300;

    private static final Map<String, String> INDEXES =
            Map.of("object_id", "object", "user_id", "user", "address", "address", "act", "act", "outcome", "outcome");

    private final Database database;

    AuditSearch(Database database) {
        this.database = database;
    }

    /** An index with the values that select in it. */
    private record Way(String index, String condition, List<String> values) {
        static Way of(String column, String value) {
            return new Way("ostler_audit_" + INDEXES.get(column), column + " = ? AND ", List.of(value));
        }

        static Way all() {
            return new Way("ostler_audit_newest", "", List.of());
        }
    }

    /** Some of the newest; {@code whole} when there are no older ones. */
    private record Turn(List<AuditRecord> records, boolean whole) {}

    /** The one that likely selects most; several for an act's first words. */
    private List<Way> ways(AuditFilter filter) {
        if (filter.object() != null) {
            return List.of(Way.of("object_id", filter.object()));
        }
        if (filter.user() != null) {
            return List.of(Way.of("user_id", filter.user()));
        }
        if (filter.address() != null) {
            return List.of(Way.of("address", filter.address()));
        }
        if (filter.act() != null) {
            var names = names(filter.act());
            if (names.size() <= MOST_NAMES) {
                return names.stream().map(name -> Way.of("act", name)).toList();
            }
        }
        var outcome = filter.outcome();
        return outcome == null || outcome == AuditResult.Outcome.DONE
                ? List.of(Way.all())
                : List.of(Way.of("outcome", outcome.name()));
    }

    /** The acts that begin so, found by one look into the index for each act there is; too many for {@link #ways}, too. */
    private List<String> names(String beginning) {
        var names = new ArrayList<String>();
        var last = "";
        for (int looked = 0; looked < MOST_ACTS; looked++) {
            var next = database.list(
                    row -> row.getString("act"),
                    "SELECT act FROM ostler_audit --DERBY-PROPERTIES index=ostler_audit_act\n WHERE act > ?"
                            + " ORDER BY act FETCH FIRST 1 ROWS ONLY",
                    last);
            if (next.isEmpty()) {
                return names.isEmpty() ? List.of(beginning) : names;
            }
            last = next.getFirst();
            if (last.equals(beginning) || last.startsWith(beginning + ".")) {
                names.add(last);
            }
        }
        return List.copyOf(Collections.nCopies(MOST_NAMES + 1, beginning));
    }

    Found find(AuditFilter filter, long before, int limit, int looks) {
        long least = filter.from() == null ? 1 : numberAt(filter.from());
        long end = filter.to() == null ? before : Math.min(before, numberAt(filter.to()));
        var records = new ArrayList<AuditRecord>();
        var ways = ways(filter);
        for (int looked = 0; looked < looks && end > least; ) {
            var turn = turn(ways, least, end);
            for (var record : turn.records()) {
                end = record.number();
                if (filter.matches(record)) {
                    records.add(record);
                    if (records.size() == limit) {
                        return new Found(records, end);
                    }
                }
            }
            looked += turn.records().size();
            if (turn.whole()) {
                return new Found(records, 0);
            }
        }
        return new Found(records, end > least ? end : 0);
    }

    private Turn turn(List<Way> ways, long least, long end) {
        if (ways.size() == 1) {
            var records = turn(ways.getFirst(), least, end);
            return new Turn(records, records.size() < TURN);
        }
        var merged = new ArrayList<AuditRecord>();
        long known = 0;
        for (var way : ways) {
            var records = turn(way, least, end);
            merged.addAll(records);
            if (records.size() == TURN) {
                known = Math.max(known, records.getLast().number());
            }
        }
        long oldest = known;
        merged.removeIf(record -> record.number() < oldest);
        merged.sort(Comparator.comparingLong(AuditRecord::number).reversed());
        return new Turn(merged, known == 0);
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
