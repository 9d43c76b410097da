package io.ostler.panel.core.internal.node;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.member.MemberExpiry;
import io.ostler.panel.core.internal.member.MemberRecords;
import io.ostler.panel.core.internal.member.RightsChange;
import io.ostler.panel.core.internal.people.AccountNameCache;
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
    private final NodeLeaving leaving;
    private final InstanceDirectory directory;
    private final MemberRecords members;
    private final MemberExpiry expiry;
    private final LabelRecords labels;
    private final AccountNameCache names;
    private final RightsChange change;
    private final Events events;

    @Activate
    public SharedTables(
            @Reference NodeTable nodes,
            @Reference NodeLeaving leaving,
            @Reference InstanceDirectory directory,
            @Reference MemberRecords members,
            @Reference MemberExpiry expiry,
            @Reference LabelRecords labels,
            @Reference AccountNameCache names,
            @Reference RightsChange change,
            @Reference Events events) {
        this.nodes = nodes;
        this.leaving = leaving;
        this.directory = directory;
        this.members = members;
        this.expiry = expiry;
        this.labels = labels;
        this.names = names;
        this.change = change;
        this.events = events;
    }

    @Override
    public void changed(String table, @Nullable String key) {
        switch (table) {
            case "" -> {
                nodesChanged();
                directory.differing().forEach(this::instanceChanged);
                membersChanged();
                labels.reread();
            }
            case "ostler_node" -> nodesChanged();
            case "ostler_instance" -> {
                if (key == null) {
                    directory.differing().forEach(this::instanceChanged);
                } else {
                    instanceChanged(new InstanceId(key));
                }
            }
            case "ostler_member" -> membersChanged();
            case "ostler_label" -> {
                labels.reread();
                if (key != null) {
                    events.publish(Topic.INSTANCES, "changed", key);
                }
            }
            case "ostler_user" -> {
                if (key != null) {
                    names.forget(new UserId(key));
                }
            }
            default -> {
                // Others remember it, or nobody.
            }
        }
    }

    private void nodesChanged() {
        nodes.reread().forEach(leaving::leave);
        nodes.all()
                .forEach(node -> events.publish(
                        Topic.NODES, "changed", node.record().id().value()));
    }

    private void instanceChanged(InstanceId instance) {
        directory.recordChanged(instance).ifPresent(former -> change.endStreams(former, instance));
    }

    private void membersChanged() {
        members.reread().forEach((instance, users) -> {
            users.forEach(user -> change.endStreams(user, instance));
            change.tell(instance);
        });
        expiry.plan();
    }
}
