package io.ostler.panel.core.internal.node;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.DoorLogins;
import io.ostler.panel.api.audit.Audit;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Passes sign-ins of daemons' doors on; whoever checks them may come later than the nodes. Thread-safe. */
@Component(service = SignInDoor.class)
public final class SignInDoor {
    private final AuditedLogin audited;
    private final AtomicReference<@Nullable DoorLogins> logins = new AtomicReference<>();

    @Activate
    public SignInDoor(@Reference Audit audit) {
        audited = new AuditedLogin(audit);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setLogins(DoorLogins service) {
        logins.set(service);
    }

    public void unsetLogins(DoorLogins service) {
        logins.compareAndSet(service, null);
    }

    CompletableFuture<DoorPass> signIn(NodeId node, DoorLogin login) {
        var service = logins.get();
        return service == null
                ? CompletableFuture.failedFuture(
                        OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", login.door()))
                : audited.of(node, login, service.signIn(node, login));
    }
}
