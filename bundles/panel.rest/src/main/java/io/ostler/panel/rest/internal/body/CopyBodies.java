package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.instance.InstanceCopies.DeletedInstance;
import io.ostler.panel.rest.internal.filebody.TaskBodies.Task;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies about second instances and deleted ones. */
public final class CopyBodies {
    private CopyBodies() {}

    public record CloneOrder(String name, boolean withFiles) {}

    /** @param instance id of the new one */
    public record CloneBegun(String instance, Task task) {}

    /** @param purged until when it can be restored */
    public record Deleted(
            String id,
            String name,
            String type,
            boolean withFiles,
            Instant at,
            Instant purged,
            InstanceBodies.@Nullable Owner owner) {
        public static Deleted of(DeletedInstance instance) {
            var deleted = instance.deleted();
            var owner = instance.owner();
            return new Deleted(
                    deleted.instance().value(),
                    deleted.name(),
                    deleted.type(),
                    deleted.withFiles(),
                    deleted.at(),
                    deleted.purged(),
                    owner == null
                            ? null
                            : new InstanceBodies.Owner(
                                    owner.value(), Objects.requireNonNullElse(instance.ownerName(), owner.value())));
        }
    }

    public record DeletedList(List<Deleted> instances) {}
}
