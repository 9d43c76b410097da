package io.ostler.panel.rest.internal.answer;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instances as one caller sees them, with what that caller may do; for answers and live events alike. Thread-safe. */
@Component(service = InstanceViews.class)
public final class InstanceViews {
    /** Those that can be held for a single instance. */
    private static final List<Permission> OF_INSTANCES = Arrays.stream(Permission.values())
            .filter(p -> p.text().startsWith("instance.") && p != Permission.INSTANCE_CREATE)
            .toList();

    private final AccessControl access;

    @Activate
    public InstanceViews(@Reference AccessControl access) {
        this.access = access;
    }

    public Instance of(Caller caller, Instances.Instance instance) {
        return Instance.of(instance, permissions(caller, instance.snapshot().id()));
    }

    private List<String> permissions(Caller caller, InstanceId instance) {
        return OF_INSTANCES.stream()
                .filter(p -> access.allows(caller, p, instance))
                .map(Permission::text)
                .toList();
    }
}
