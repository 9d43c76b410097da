package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.audit.AuditChain;
import io.ostler.panel.api.audit.AuditChain.Fault;
import io.ostler.panel.api.audit.AuditChain.Kind;
import io.ostler.panel.storage.jdbc.internal.AuditColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether the audit among the rows is as it was written. Confined to one thread. */
final class AuditCheck implements RowVisitor {
    private static final String RECORDS = "ostler_audit";
    private static final String HEAD = "ostler_audit_head";
    private static final Pattern KNOWN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    private final AuditChain chain = new AuditChain();
    private final long knownNumber;
    private final String knownHash;
    private @Nullable Table table;
    private @Nullable Fault fault;
    private boolean metKnown;
    private long newest;
    private String hash = "";

    /** @param known {@code number:hash} of a record as it is kept elsewhere */
    AuditCheck(@Nullable String known) throws Refused {
        var matcher = KNOWN.matcher(known == null ? "0:" + "0".repeat(64) : known);
        if (!matcher.matches()) {
            throw new Refused("Say --known NUMBER:HASH, as it stands in a line of an export.");
        }
        knownNumber = Long.parseLong(matcher.group(1));
        knownHash = matcher.group(2);
    }

    @Override
    public void table(Table next) {
        table = next;
    }

    @Override
    public void row(List<@Nullable Object> values) {
        var in = table;
        if (in == null) {
            return;
        }
        if (in.name().equals(RECORDS) && fault == null) {
            record(named(in, values));
        } else if (in.name().equals(HEAD)) {
            var head = named(in, values);
            newest = AuditColumns.number(head, "record_no");
            hash = AuditColumns.text(head, "hash");
        }
    }

    private static Map<String, Object> named(Table table, List<@Nullable Object> values) {
        var named = new HashMap<String, Object>();
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            named.put(table.columns().get(i), value == null ? "" : value);
        }
        return named;
    }

    private void record(Map<String, Object> row) {
        long number = AuditColumns.number(row, "record_no");
        var record = AuditColumns.read(row);
        if (record == null || (number == knownNumber && !record.hash().equals(knownHash))) {
            fault = new Fault(number, Kind.CHANGED);
        } else {
            metKnown |= number == knownNumber;
            fault = chain.add(record);
        }
    }

    @Override
    public void end(Table ended) {
        table = null;
    }

    /** @return what to print @throws Refused with the first record that is wrong */
    String result() throws Refused {
        var found = fault != null ? fault : chain.end(newest, hash);
        if (found != null) {
            throw new Refused(explained(found));
        }
        if (knownNumber > 0 && !metKnown) {
            throw new Refused("There is no record " + knownNumber + " any more, or not yet.");
        }
        return chain.count() == 0
                ? "There are no records."
                : chain.count() + " records are as they were written. The newest is " + newest + ":" + hash
                        + "; keep this elsewhere for --known.";
    }

    private static String explained(Fault fault) {
        long number = fault.number();
        return switch (fault.kind()) {
            case CHANGED -> "Record " + number + " is not as it was written.";
            case MISSING -> "Records before record " + number + " are missing.";
            case TORN -> "Record " + number + " does not follow the one before it: one of them was replaced.";
            case CUT -> "Records before record " + number + " are gone, and nothing says that their time was over.";
            case SHORT -> "Records after record " + number + " are gone.";
        };
    }
}
