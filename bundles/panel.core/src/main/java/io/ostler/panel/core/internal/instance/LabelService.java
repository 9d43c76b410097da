package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.InstanceLabels;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.core.internal.label.LabelRecords;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may write what on an instance. Thread-safe. */
@Component(service = InstanceLabels.class)
public final class LabelService implements InstanceLabels {
    private static final Logger LOG = LoggerFactory.getLogger(LabelService.class);
    /** Dates that every client and file can hold. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AccessControl access;
    private final LabelRecords labels;
    private final Instances instances;
    private final Events events;

    @Activate
    public LabelService(
            @Reference AccessControl access,
            @Reference LabelRecords labels,
            @Reference Instances instances,
            @Reference Events events) {
        this.access = access;
        this.labels = labels;
        this.instances = instances;
        this.events = events;
    }

    @Override
    public Labels get(Caller caller, InstanceId id) {
        return instances.get(caller, id).labels();
    }

    @Override
    public Instance put(
            Caller caller, InstanceId id, List<String> tags, String notes, List<String> folder, long ifRevision) {
        if (!access.allows(caller, Permission.INSTANCE_EDIT, id)) {
            access.require(caller, Permission.INSTANCE_RENAME, id);
        }
        // Also that it is there: what is written on nothing would never go.
        instances.get(caller, id);
        if (ifRevision < 0) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        labels.put(id, tags, notes, folder, ifRevision);
        events.publish(Topic.INSTANCES, "changed", id.value());
        return instances.get(caller, id);
    }

    @Override
    public CompletableFuture<Instance> expire(Caller caller, InstanceId id, @Nullable Instant expires) {
        access.require(caller, Permission.INSTANCE_EDIT, id);
        if (expires != null && (expires.isBefore(Instant.EPOCH) || expires.isAfter(LATEST))) {
            throw OstlerException.invalid("expires", "a time before the year 10000");
        }
        var snapshot = instances.get(caller, id).snapshot();
        var definition = snapshot.definition();
        LOG.info("User {} lets instance {} expire at {}", caller.name(), id, expires);
        return instances.update(
                caller, id, definition.withCare(definition.care().withExpires(expires)), snapshot.revision());
    }
}
