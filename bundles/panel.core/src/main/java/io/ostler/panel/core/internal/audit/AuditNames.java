package io.ostler.panel.core.internal.audit;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What objects are called now; records keep it for the time when nobody knows them any more. Thread-safe. */
@Component(service = AuditNames.class)
public final class AuditNames {
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final AccountNames accounts;

    @Activate
    public AuditNames(
            @Reference InstanceDirectory directory, @Reference NodeTable nodes, @Reference AccountNames accounts) {
        this.directory = directory;
        this.nodes = nodes;
        this.accounts = accounts;
    }

    /** The same act where the name is known already or nobody knows one. */
    AuditAct named(AuditAct act) {
        var object = act.object();
        if (object.id().isEmpty() || !object.name().isEmpty()) {
            return act;
        }
        return name(object)
                .map(name -> act.with(new AuditObject(object.kind(), object.id(), name)))
                .orElse(act);
    }

    private Optional<String> name(AuditObject object) {
        try {
            return switch (object.kind()) {
                case AuditObject.INSTANCE ->
                    directory
                            .find(new InstanceId(object.id()))
                            .map(entry -> entry.snapshot().definition().name());
                case AuditObject.NODE ->
                    nodes.find(new NodeId(object.id()))
                            .map(node -> node.record().name());
                case AuditObject.USER -> accounts.of(new UserId(object.id()));
                default -> Optional.empty();
            };
        } catch (OstlerException e) {
            // Not an id at all: what was asked for is recorded as it came.
            return Optional.empty();
        }
    }
}
