package io.ostler.panel.rest.internal.audit;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditResult.Outcome;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The filter of a list and of an export, as it stands in the query. Used by one thread. */
public final class AuditQuery {
    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    @QueryParam("user")
    private @Nullable String user;

    @QueryParam("act")
    private @Nullable String act;

    @QueryParam("kind")
    private @Nullable String kind;

    @QueryParam("object")
    private @Nullable String object;

    @QueryParam("outcome")
    private @Nullable String outcome;

    @QueryParam("address")
    private @Nullable String address;

    @QueryParam("q")
    private @Nullable String text;

    public AuditFilter filter() {
        return new AuditFilter(
                time("from", from),
                time("to", to),
                word(user),
                word(act),
                word(kind),
                word(object),
                outcome(word(outcome)),
                word(text),
                word(address));
    }

    static @Nullable String word(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static @Nullable Outcome outcome(@Nullable String name) {
        return name == null
                ? null
                : Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome.name().equalsIgnoreCase(name))
                        .findAny()
                        .orElseThrow(() -> OstlerException.invalid("outcome", "done, refused, failed or unknown"));
    }

    static @Nullable Instant time(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw OstlerException.invalid(field, "a time as in 2026-01-31T12:00:00Z");
        }
    }
}
