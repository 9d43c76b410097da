package io.ostler.panel.rest.internal.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.rest.internal.host.Json;
import io.ostler.panel.rest.internal.request.AccessFilter;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.RequestFacts;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call of an operation on its way into the audit. Used by one thread after the other. */
final class AuditedCall {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

    private final Method method;
    private final @Nullable Audited audited;
    private final MultivaluedMap<String, String> path;
    private final MultivaluedMap<String, String> query;
    private final AuditNote note = new AuditNote();
    private final RequestFacts facts;
    private final Callers.@Nullable Identified who;
    private final boolean changes;
    private @Nullable JsonNode body;
    private Audit.@Nullable Entry entry;

    AuditedCall(ContainerRequestContext request, Method method, @Nullable Audited audited) {
        this.method = method;
        this.audited = audited;
        path = request.getUriInfo().getPathParameters();
        query = request.getUriInfo().getQueryParameters();
        facts = AccessFilter.facts(request);
        who = AccessFilter.isIdentified(request) ? AccessFilter.identified(request) : null;
        changes = !request.getMethod().equals("GET")
                && !request.getMethod().equals("HEAD")
                && !(audited != null && audited.answersOnly());
    }

    AuditNote note() {
        return note;
    }

    void body(Object read) {
        body = JSON.valueToTree(read);
    }

    /** What a stranger does is recorded when it is over: they can't make us write twice. */
    void begin(Audit audit) {
        if (who != null && changes && entry == null) {
            entry = audit.begin(act(null));
        }
    }

    void end(Audit audit, AuditResult result, @Nullable Object answer) {
        JsonNode tree = result.outcome() == AuditResult.Outcome.DONE && needsAnswer() ? JSON.valueToTree(answer) : null;
        var act = act(tree);
        if (entry != null) {
            entry.end(act, result);
        } else {
            audit.write(act, result).join();
        }
    }

    private boolean needsAnswer() {
        return who == null
                || (audited != null && !audited.kind().isEmpty() && audited.id().isEmpty());
    }

    private AuditAct act(@Nullable JsonNode answer) {
        var named = audited == null ? "rest." + method.getName() : filled(audited.value());
        return new AuditAct(actor(answer), named, object(answer), note.before(), note.after(asked()));
    }

    private String filled(String name) {
        return FIELD.matcher(name).replaceAll(match -> {
            var value = body == null ? null : body.get(match.group(1));
            return value == null || !value.isValueNode()
                    ? "unknown"
                    : value.asText().replaceAll("[^\\w.-]", "_");
        });
    }

    private AuditActor actor(@Nullable JsonNode answer) {
        if (who != null) {
            return AuditActor.of(who.caller(), facts.client(), facts.id());
        }
        var user = answer == null ? null : answer.get("user");
        if (user != null && user.hasNonNull("id")) {
            var name = user.path("name").asText();
            return new AuditActor(
                    user.get("id").asText(), name, "", "", "web", facts.address(), "", facts.client(), facts.id());
        }
        var claimed = body == null ? "" : body.path("name").asText();
        return AuditActor.stranger(claimed, "web", facts.address(), facts.client(), facts.id());
    }

    private AuditObject object(@Nullable JsonNode answer) {
        var told = note.object();
        if (told != null) {
            return told;
        }
        if (audited == null || audited.kind().isEmpty()) {
            return new AuditObject("", "", "");
        }
        if (!audited.id().isEmpty()) {
            var id = path.getFirst(audited.id());
            return AuditObject.of(audited.kind(), id == null ? "" : id);
        }
        return answer == null
                ? new AuditObject(
                        audited.kind(),
                        "",
                        body == null ? "" : body.path("name").asText())
                : new AuditObject(
                        audited.kind(),
                        answer.path("id").asText(),
                        answer.path("name").asText());
    }

    private Map<String, String> asked() {
        var values = new TreeMap<String, String>();
        for (var name : audited == null ? new String[0] : audited.values()) {
            var field = body == null ? null : body.get(name);
            var said = path.containsKey(name) ? path.getFirst(name) : query.getFirst(name);
            if (said != null) {
                values.put(name, said);
            } else if (field != null && !field.isNull()) {
                values.put(name, AuditNote.shown(name, AuditNote.text(field)));
            }
        }
        return values;
    }
}
