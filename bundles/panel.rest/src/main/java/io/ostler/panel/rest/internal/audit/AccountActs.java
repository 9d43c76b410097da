package io.ostler.panel.rest.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.UserBatches;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.rest.internal.body.UserBodies.User;
import io.ostler.panel.rest.internal.request.RequestFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Records what was done to many accounts at once for each of them, as if it had been done alone. Thread-safe. */
public final class AccountActs {
    private final Audit audit;
    private final Users users;

    public AccountActs(Audit audit, Users users) {
        this.audit = audit;
        this.users = users;
    }

    /** As they are now, without those that are unknown; none where there are too many. */
    public Map<UserId, Users.User> look(Caller caller, List<UserId> ids) {
        var found = new HashMap<UserId, Users.User>();
        if (ids.size() <= UserBatches.MOST) {
            ids.forEach(id -> users.find(caller, id).ifPresent(user -> found.put(id, user)));
        }
        return found;
    }

    /** Durable when it returns. */
    public void record(
            Caller caller,
            RequestFacts facts,
            UserBatches.Action action,
            Map<UserId, Users.User> former,
            List<UserBatches.Result> results) {
        var actor = AuditActor.of(caller, facts.client(), facts.id());
        var present =
                look(caller, results.stream().map(UserBatches.Result::user).toList());
        var written = results.stream()
                .map(result -> audit.write(
                        act(actor, action, result.user(), former, present),
                        result.error() == null ? AuditResult.DONE : AuditResult.of(ErrorCode.valueOf(result.error()))))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(written).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof OstlerException known ? known : new OstlerException(ErrorCode.STORAGE_FAILED);
        }
    }

    private static AuditAct act(
            AuditActor actor,
            UserBatches.Action action,
            UserId id,
            Map<UserId, Users.User> former,
            Map<UserId, Users.User> present) {
        var was = former.get(id);
        var is = present.get(id);
        var note = new AuditNote();
        note.change(was == null ? Map.of() : User.of(was), is == null ? Map.of() : User.of(is));
        return new AuditAct(
                actor,
                name(action),
                new AuditObject(AuditObject.USER, id.value(), was == null ? "" : was.name()),
                note.before(),
                note.after(Map.of()));
    }

    private static String name(UserBatches.Action action) {
        return switch (action) {
            case ENABLE, DISABLE, ROLE -> "user.change";
            case SIGN_OUT -> "user.sessions.end";
            case DELETE -> "user.delete";
        };
    }
}
