package io.ostler.panel.storage.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Has the server tell of every row that is written, whoever writes it, when its transaction is committed. Stateless.
 */
final class ChangeTriggers {
    static final String CHANNEL = "ostler";
    /** Remembered by nobody, and some are written all the time. */
    private static final Set<String> QUIET = Set.of(
            "ostler_audit",
            "ostler_audit_begun",
            "ostler_audit_head",
            "ostler_audit_told",
            "ostler_challenge",
            "ostler_command",
            "ostler_enrolment",
            "ostler_incomplete",
            "ostler_input",
            "ostler_migration",
            "ostler_one_time",
            "ostler_preference",
            "ostler_recovery_code");

    /** Any number; only panels take this lock. */
    private static final long LOCK = 0x4F53_544C_4552L;

    private static final String FUNCTION = """
            CREATE OR REPLACE FUNCTION ostler_changed() RETURNS trigger LANGUAGE plpgsql AS $function$
            DECLARE
                changed jsonb;
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    changed := to_jsonb(OLD);
                ELSE
                    changed := to_jsonb(NEW);
                END IF;
                PERFORM pg_notify('ostler', TG_TABLE_NAME || ' ' || coalesce(nullif(current_setting('ostler.panel', true), ''), '-')
                    || ' ' || left(changed ->> TG_ARGV[0], 1000));
                RETURN NULL;
            END
            $function$""";

    /** What decides what somebody may do: not the time of their last sign-in, and not what they are called. */
    private static final String ACCOUNTS = """
            CREATE TRIGGER ostler_account_changed AFTER UPDATE ON ostler_user FOR EACH ROW
            WHEN ((OLD.user_role, OLD.disabled, OLD.disabled_until, OLD.password_hash)
                IS DISTINCT FROM (NEW.user_role, NEW.disabled, NEW.disabled_until, NEW.password_hash))
            EXECUTE FUNCTION ostler_changed('id')""";

    private static final String MISSING = """
            SELECT c.relname, a.attname FROM pg_class c
            JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
            WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
            AND pg_has_role(c.relowner, 'USAGE')
            AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'ostler_changed')""";

    private ChangeTriggers() {}

    private record Keyed(String table, String column) {}

    /** Where they are missing; where none is, that costs one query. */
    static void install(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            if (!missing(statement).isEmpty()) {
                // Panels that start at once take turns.
                statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                statement.execute(FUNCTION);
                for (var keyed : missing(statement)) {
                    statement.execute("CREATE TRIGGER ostler_changed AFTER " + events(keyed.table()) + " ON \""
                            + keyed.table() + "\" FOR EACH ROW EXECUTE FUNCTION ostler_changed('" + keyed.column()
                            + "')");
                    if (keyed.table().equals("ostler_user")) {
                        statement.execute(ACCOUNTS);
                    }
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<Keyed> missing(Statement statement) throws SQLException {
        var missing = new ArrayList<Keyed>();
        try (var rows = statement.executeQuery(MISSING)) {
            while (rows.next()) {
                if (!QUIET.contains(rows.getString(1))) {
                    missing.add(new Keyed(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return missing;
    }

    private static String events(String table) {
        return switch (table) {
            // Read when it is first used; the time of its last use is each panel's own.
            case "ostler_session" -> "DELETE OR UPDATE OF confirmed";
            case "ostler_api_key" -> "DELETE";
            case "ostler_user" -> "INSERT OR DELETE";
            default -> "INSERT OR UPDATE OR DELETE";
        };
    }
}
