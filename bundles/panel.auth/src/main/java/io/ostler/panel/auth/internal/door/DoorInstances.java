package io.ostler.panel.auth.internal.door;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.instance.Instances.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which instance of a node somebody means, and what they may do with its files. Thread-safe; answers from memory. */
@Component(service = DoorInstances.class)
public final class DoorInstances {
    private static final int SHORTEST = 8;
    private static final int PAGE = 200;

    private final Instances instances;
    private final AccessControl access;
    private final FileAccessControl files;

    @Activate
    public DoorInstances(
            @Reference Instances instances, @Reference AccessControl access, @Reference FileAccessControl files) {
        this.instances = instances;
        this.access = access;
        this.files = files;
    }

    /** @param rights never nothing */
    record Opened(InstanceId instance, FileRights rights) {}

    /**
     * @param name the id, or a beginning of at least eight characters that no other instance which the caller may see
     *     on that node begins with
     */
    Optional<Opened> open(Caller caller, NodeId node, String name) {
        return find(caller, node, name).flatMap(id -> open(caller, id));
    }

    private Optional<Opened> open(Caller caller, InstanceId id) {
        if (!access.allows(caller, Permission.FILES_READ, id)) {
            return Optional.empty();
        }
        var rights = files.rights(caller, id);
        if (!access.allows(caller, Permission.FILES_WRITE, id)) {
            rights = rights.atMost(FileAccess.READ);
        }
        return rights.base() == FileAccess.HIDE && !rights.reachesBeneath("")
                ? Optional.empty()
                : Optional.of(new Opened(id, rights));
    }

    private Optional<InstanceId> find(Caller caller, NodeId node, String name) {
        if (name.length() < SHORTEST) {
            return Optional.empty();
        }
        List<InstanceId> begun = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            var page = instances.list(caller, new Query(null, null, node, cursor, PAGE));
            for (var instance : page.instances()) {
                var id = instance.snapshot().id();
                if (instance.node().equals(node) && id.value().equals(name)) {
                    return Optional.of(id);
                }
                if (instance.node().equals(node) && id.value().startsWith(name)) {
                    begun.add(id);
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
    }

    static OstlerException no() {
        return new OstlerException(ErrorCode.LOGIN_FAILED);
    }
}
