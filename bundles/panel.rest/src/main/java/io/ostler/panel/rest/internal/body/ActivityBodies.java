package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.audit.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies about what people did, for those it concerns. */
public final class ActivityBodies {
    private ActivityBodies() {}

    /** @param asName in whose name; {@code address} and {@code client} absent where somebody else acted */
    public record ActivityPerson(
            String id,
            String name,
            @Nullable String asName,
            String way,
            @Nullable String address,
            @Nullable String client) {}

    /**
     * @param outcome done, refused, failed or unknown
     * @param masked whether values were left out that the caller may not see
     */
    public record ActivityEntry(
            long number,
            Instant at,
            ActivityPerson actor,
            String act,
            Map<String, String> before,
            Map<String, String> after,
            String outcome,
            @Nullable String code,
            boolean masked) {

        static ActivityEntry of(Activity.Entry entry) {
            return new ActivityEntry(
                    entry.number(),
                    entry.at(),
                    new ActivityPerson(
                            entry.user(),
                            entry.name(),
                            some(entry.asName()),
                            entry.way(),
                            some(entry.address()),
                            some(entry.client())),
                    entry.act(),
                    entry.before(),
                    entry.after(),
                    entry.result().outcome().name().toLowerCase(Locale.ROOT),
                    some(entry.result().code()),
                    entry.masked());
        }

        private static @Nullable String some(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** @param next where to go on; also when nothing was found yet: one call looks at a bounded number of records */
    public record ActivityPage(
            List<ActivityEntry> entries, @Nullable String next) {
        public static ActivityPage of(Activity.Page page) {
            return new ActivityPage(
                    page.entries().stream().map(ActivityEntry::of).toList(),
                    page.next() == null ? null : Long.toString(page.next()));
        }
    }
}
