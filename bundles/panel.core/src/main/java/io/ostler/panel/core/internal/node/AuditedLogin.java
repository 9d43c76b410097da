package io.ostler.panel.core.internal.node;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A sign-in at a daemon's door counts only once it is recorded. Thread-safe. */
final class AuditedLogin {
    private final Audit audit;

    AuditedLogin(Audit audit) {
        this.audit = audit;
    }

    CompletableFuture<DoorPass> of(NodeId node, DoorLogin login, CompletableFuture<DoorPass> answer) {
        if (login.password() == null && !login.proved()) {
            return answer; // asks only whether that key would do
        }
        return answer.handle((pass, error) -> audit.write(act(node, login, pass), result(error)))
                .thenCompose(written -> written)
                .thenCompose(written -> answer);
    }

    private static AuditAct act(NodeId node, DoorLogin login, @Nullable DoorPass pass) {
        var actor = pass == null
                ? AuditActor.stranger(login.name(), login.door(), login.address(), "", "")
                : new AuditActor(
                        pass.grant().user().value(),
                        pass.userName(),
                        "",
                        "",
                        login.door(),
                        login.address(),
                        "",
                        "",
                        "");
        var object = pass == null
                ? AuditObject.of(AuditObject.NODE, node.value())
                : AuditObject.of(AuditObject.INSTANCE, pass.grant().instance().value());
        return new AuditAct(
                actor,
                "session.sign-in",
                object,
                AuditValues.NONE,
                AuditValues.of(Map.of("by", login.password() == null ? "key" : "password", "name", login.name())));
    }

    private static AuditResult result(@Nullable Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause == null
                ? AuditResult.DONE
                : AuditResult.of(cause instanceof OstlerException known ? known.code() : ErrorCode.INTERNAL);
    }
}
