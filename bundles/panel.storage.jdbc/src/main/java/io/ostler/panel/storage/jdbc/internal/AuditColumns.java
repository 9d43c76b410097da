package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record out of the values of its row by the names of their columns. Stateless. */
public final class AuditColumns {
    private AuditColumns() {}

    public static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.getOrDefault(column, ""));
    }

    public static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    /** Null for what no panel can have written. */
    public static @Nullable AuditRecord read(Map<String, Object> row) {
        try {
            var actor = new AuditActor(
                    text(row, "user_id"),
                    text(row, "user_name"),
                    text(row, "as_user_id"),
                    text(row, "as_user_name"),
                    text(row, "way"),
                    text(row, "address"),
                    text(row, "session"),
                    text(row, "client"),
                    text(row, "request"));
            var object = new AuditObject(text(row, "object_kind"), text(row, "object_id"), text(row, "object_name"));
            return new AuditRecord(
                    number(row, "record_no"),
                    Instant.ofEpochMilli(number(row, "written")),
                    new AuditAct(
                            actor,
                            text(row, "act"),
                            object,
                            AuditValues.parse(text(row, "values_before")),
                            AuditValues.parse(text(row, "values_after"))),
                    new AuditResult(AuditResult.Outcome.valueOf(text(row, "outcome")), text(row, "code")),
                    text(row, "former"),
                    text(row, "hash"));
        } catch (RuntimeException e) { // a result or a time that is none
            return null;
        }
    }
}
