package io.ostler.panel.rest.internal.answer;

import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.rest.internal.body.NodeBodies.Node;
import io.ostler.panel.rest.internal.body.NodeBodies.NodeList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nodes as bodies, with what the caller may do there. Thread-safe. */
@Component(service = NodeViews.class)
public final class NodeViews {
    private final AccessControl access;
    private final Permissions permissions;

    @Activate
    public NodeViews(@Reference AccessControl access, @Reference Permissions permissions) {
        this.access = access;
        this.permissions = permissions;
    }

    public Node of(Caller caller, Nodes.Node node) {
        var id = node.node().id();
        return Node.of(
                node,
                permissions.all().stream()
                        .filter(permission -> permission.about() != Permission.About.PANEL)
                        .filter(permission -> access.allowsOn(caller, permission, id))
                        .map(Permission::text)
                        .toList());
    }

    public NodeList of(Caller caller, List<Nodes.Node> nodes) {
        return new NodeList(nodes.stream().map(node -> of(caller, node)).toList());
    }
}
