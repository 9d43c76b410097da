package io.ostler.panel.rest.internal.audit;

import io.ostler.panel.api.audit.Activity;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Which part of the activity, as it stands in the query. Used by one thread. */
public final class ActivityQuery {
    @QueryParam("from")
    private @Nullable String from;

    @QueryParam("to")
    private @Nullable String to;

    @QueryParam("act")
    private @Nullable String act;

    @QueryParam("outcome")
    private @Nullable String outcome;

    @QueryParam("cursor")
    private @Nullable Long cursor;

    @QueryParam("limit")
    @DefaultValue("50")
    private int limit;

    public Activity.Query query() {
        return new Activity.Query(
                AuditQuery.time("from", from),
                AuditQuery.time("to", to),
                AuditQuery.word(act),
                AuditQuery.outcome(AuditQuery.word(outcome)),
                cursor,
                limit);
    }
}
