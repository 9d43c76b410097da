package io.ostler.panel.api.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which records; what is absent asks nothing. Immutable.
 *
 * @param from including, {@code to} excluding
 * @param user id of the account that acted
 * @param act the whole name or its first words
 * @param address the whole one
 * @param text anywhere in names, ids, addresses, values and code, without regard to case
 */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String user,
        @Nullable String act,
        @Nullable String kind,
        @Nullable String object,
        AuditResult.@Nullable Outcome outcome,
        @Nullable String text,
        @Nullable String address) {

    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null, null);

    public AuditFilter(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String act,
            @Nullable String kind,
            @Nullable String object,
            AuditResult.@Nullable Outcome outcome,
            @Nullable String text) {
        this(from, to, user, act, kind, object, outcome, text, null);
    }

    /** Everything but the times. */
    public boolean matches(AuditRecord record) {
        var done = record.act();
        return (user == null || user.equals(done.actor().user()))
                && (act == null || done.name().equals(act) || done.name().startsWith(act + "."))
                && (kind == null || kind.equals(done.object().kind()))
                && (object == null || object.equals(done.object().id()))
                && (outcome == null || outcome == record.result().outcome())
                && (address == null || address.equals(done.actor().address()))
                && (text == null || hasText(record, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean hasText(AuditRecord record, String lower) {
        var act = record.act();
        var who = act.actor();
        return String.join(
                        "\n",
                        who.name(),
                        who.asName(),
                        who.address(),
                        who.client(),
                        who.request(),
                        act.name(),
                        act.object().id(),
                        act.object().name(),
                        act.before().text(),
                        act.after().text(),
                        record.result().code())
                .toLowerCase(Locale.ROOT)
                .contains(lower);
    }
}
