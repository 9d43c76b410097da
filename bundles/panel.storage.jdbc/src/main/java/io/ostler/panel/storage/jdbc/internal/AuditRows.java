package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How acts and records stand in columns. Stateless. */
final class AuditRows {
    static final String ACT =
            "user_id, user_name, as_user_id, as_user_name, way, address, session, client, request, act,"
                    + " object_kind, object_id, object_name, values_before, values_after";
    static final String RECORD = "record_no, written, " + ACT + ", outcome, code, former, hash";
    static final String INSERT = "INSERT INTO ostler_audit (" + RECORD + ") VALUES (" + marks(21) + ")";
    static final String INSERT_BEGUN =
            "INSERT INTO ostler_audit_begun (id, begun, " + ACT + ") VALUES (" + marks(17) + ")";

    private AuditRows() {}

    private static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    private static List<Object> act(AuditAct act) {
        var who = act.actor();
        var what = act.object();
        return List.of(
                who.user(),
                who.name(),
                who.asUser(),
                who.asName(),
                who.way(),
                who.address(),
                who.session(),
                who.client(),
                who.request(),
                act.name(),
                what.kind(),
                what.id(),
                what.name(),
                act.before().text(),
                act.after().text());
    }

    /** The values for {@link #INSERT_BEGUN} and, with what follows, for {@link #INSERT}. */
    static Object[] values(Object first, Object second, AuditAct act, Object... following) {
        var values = new ArrayList<Object>();
        values.add(first);
        values.add(second);
        values.addAll(act(act));
        values.addAll(Arrays.asList(following));
        return values.toArray();
    }

    static Object[] values(AuditRecord record) {
        return values(
                record.number(),
                record.at(),
                record.act(),
                record.result().outcome().name(),
                record.result().code(),
                record.former(),
                record.hash());
    }

    static AuditAct readAct(ResultSet row) throws SQLException {
        var actor = new AuditActor(
                row.getString("user_id"),
                row.getString("user_name"),
                row.getString("as_user_id"),
                row.getString("as_user_name"),
                row.getString("way"),
                row.getString("address"),
                row.getString("session"),
                row.getString("client"),
                row.getString("request"));
        var object =
                new AuditObject(row.getString("object_kind"), row.getString("object_id"), row.getString("object_name"));
        return new AuditAct(
                actor,
                row.getString("act"),
                object,
                AuditValues.parse(row.getString("values_before")),
                AuditValues.parse(row.getString("values_after")));
    }

    static AuditRecord read(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("record_no"),
                Sql.instant(row, "written"),
                readAct(row),
                new AuditResult(AuditResult.Outcome.valueOf(row.getString("outcome")), row.getString("code")),
                row.getString("former"),
                row.getString("hash"));
    }
}
