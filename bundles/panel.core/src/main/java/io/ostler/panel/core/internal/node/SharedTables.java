package io.ostler.panel.core.internal.node;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.member.MemberRecords;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes over what another panel on the same database changed: records are read anew first, then streams end that rest on
 * former rights, by this panel's clock, because tickets of this panel may be later than the other one's word.
 * Thread-safe.
 */
@Component
public final class SharedTables implements TableListener {
    private final NodeTable nodes;
    private final InstanceDirectory directory;
    private final MemberRecords members;
    private final LabelRecords labels;
    private final StreamRevoker revoker;
    private final Events events;

    @Activate
    public SharedTables(
            @Reference NodeTable nodes,
            @Reference InstanceDirectory directory,
            @Reference MemberRecords members,
            @Reference LabelRecords labels,
            @Reference StreamRevoker revoker,
            @Reference Events events) {
        this.nodes = nodes;
        this.directory = directory;
        this.members = members;
        this.labels = labels;
        this.revoker = revoker;
        this.events = events;
    }

    @Override
    public void changed(String table, @Nullable String key) {
        if (table.isEmpty() || key == null) {
            nodesChanged();
            directory.recordChanged(null);
            members.instances().forEach(this::membersChanged);
            labels.reread();
            return;
        }
        switch (table) {
            case "ostler_node" -> nodesChanged();
            case "ostler_instance" -> directory.recordChanged(new InstanceId(key));
            case "ostler_member" -> membersChanged(new InstanceId(key));
            case "ostler_label" -> {
                labels.reread();
                events.publish(Topic.INSTANCES, "changed", key);
            }
            case "ostler_user" -> revoker.revoke(new UserId(key), null);
            default -> {
                // Nobody here remembers it.
            }
        }
    }

    private void nodesChanged() {
        nodes.reread();
        nodes.all().forEach(node -> events.publish(Topic.NODES, "changed", node.record().id().value()));
    }

    private void membersChanged(InstanceId instance) {
        members.reread(instance).forEach(user -> revoker.revoke(user, instance));
        events.publish(Topic.INSTANCES, "changed", instance.value());
    }
}
