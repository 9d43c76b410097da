package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditLog.Retention;
import io.ostler.panel.api.store.SettingStore;
import java.util.Map;

/** How long records are kept, in the settings. Stateless. */
final class KeptRecords {
    private static final String NAME = "audit.retention";
    private static final Retention DEFAULT = new Retention(365, 2_000_000);

    private KeptRecords() {}

    /** What can't be read removes nothing before its default time. */
    static Retention of(SettingStore settings) {
        var words = settings.get(NAME).orElse("").split(" ", -1);
        try {
            return words.length == 2 ? new Retention(Integer.parseInt(words[0]), Long.parseLong(words[1])) : DEFAULT;
        } catch (NumberFormatException e) {
            return DEFAULT;
        }
    }

    static void put(SettingStore settings, Retention retention) {
        check("days", retention.days(), 1, 3650);
        check("records", retention.records(), 1000, 50_000_000);
        settings.put(NAME, retention.days() + " " + retention.records());
    }

    private static void check(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new OstlerException(
                    ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", field, "min", "" + min, "max", "" + max));
        }
    }
}
