package io.ostler.panel.rest.internal.answer;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.instance.Problems;
import io.ostler.panel.api.metrics.UsageDirectory;
import io.ostler.panel.rest.internal.body.InstanceBodies.Instance;
import io.ostler.panel.rest.internal.body.UsageBodies.InstanceUsage;
import io.ostler.panel.rest.internal.host.Application;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instances as one caller sees them, with what that caller may do; for answers and live events alike. Thread-safe. */
@Component(service = InstanceViews.class)
public final class InstanceViews {
    /** Those that can be held for a single instance. */
    private static final List<Permission> OF_INSTANCES = Permission.BUILT_IN.stream()
            .filter(p -> p.about() == Permission.About.INSTANCE)
            .toList();

    private static final List<String> TEXTS =
            OF_INSTANCES.stream().map(Permission::text).toList();

    private final AccessControl access;
    private final Problems problems;
    private final UsageDirectory usages;
    private final WrittenInstances written = new WrittenInstances(Application.json());

    @Activate
    public InstanceViews(
            @Reference AccessControl access, @Reference Problems problems, @Reference UsageDirectory usages) {
        this.access = access;
        this.problems = problems;
        this.usages = usages;
    }

    public Instance of(Caller caller, Instances.Instance instance) {
        return of(caller, instance, permissions(caller, instance.snapshot().id()));
    }

    /** In JSON; who holds everything on all instances isn't asked about each of them. */
    public byte[] json(Caller caller, Instances.Instance instance) {
        return writer(caller).apply(instance);
    }

    /** A page of them. */
    public byte[] json(Caller caller, Instances.Page page) {
        var written = page.instances().stream().map(writer(caller)).toList();
        return this.written.list(written, page.next(), page.total());
    }

    private Function<Instances.Instance, byte[]> writer(Caller caller) {
        boolean all = OF_INSTANCES.stream().allMatch(p -> access.allows(caller, p, null));
        return all ? instance -> whole(caller, instance) : instance -> written.write(of(caller, instance));
    }

    private byte[] whole(Caller caller, Instances.Instance instance) {
        var id = instance.snapshot().id();
        int count = problems.count(id);
        var usage = usages.latest(caller, id).map(InstanceUsage::of).orElse(null);
        return written.bytes(instance, count, usage, () -> Instance.of(instance, TEXTS, true, count, usage));
    }

    private Instance of(Caller caller, Instances.Instance instance, List<String> permissions) {
        return Instance.of(
                instance,
                permissions,
                permissions.contains(Permission.INSTANCE_EDIT.text()),
                problems.count(instance.snapshot().id()),
                usages.latest(caller, instance.snapshot().id())
                        .map(InstanceUsage::of)
                        .orElse(null));
    }

    private List<String> permissions(Caller caller, InstanceId instance) {
        return OF_INSTANCES.stream()
                .filter(p -> access.allows(caller, p, instance))
                .map(Permission::text)
                .toList();
    }
}
