package io.ostler.panel.core.internal.member;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.core.internal.node.StreamRevoker;
import io.ostler.panel.core.internal.task.TaskTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What follows when somebody's rights on an instance changed. Thread-safe, doesn't block. */
@Component(service = RightsChange.class)
public final class RightsChange {
    private final StreamRevoker revoker;
    private final TaskTable tasks;
    private final Events events;

    @Activate
    public RightsChange(@Reference StreamRevoker revoker, @Reference TaskTable tasks, @Reference Events events) {
        this.revoker = revoker;
        this.tasks = tasks;
        this.events = events;
    }

    /** Their streams end: tickets carry the rights of the moment. Who still may asks for new ones. */
    public void endStreams(UserId user, InstanceId instance) {
        revoker.revoke(user, instance);
    }

    /** Live views look again at what they may show. */
    public void tell(InstanceId instance) {
        events.publish(Topic.INSTANCES, "changed", instance.value());
        tasks.touch(instance);
    }
}
