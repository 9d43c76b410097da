package io.ostler.panel.rest.internal.events;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Event;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.ConsolePeople;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.instance.Problems;
import io.ostler.panel.api.metrics.UsageDirectory;
import io.ostler.panel.api.node.Nodes;
import io.ostler.panel.api.task.TaskDirectory;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.answer.NodeViews;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.body.BatchBodies.Batch;
import io.ostler.panel.rest.internal.body.PeopleBodies.ConsolePresence;
import io.ostler.panel.rest.internal.body.ProblemBodies;
import io.ostler.panel.rest.internal.body.UsageBodies.InstanceUsage;
import io.ostler.panel.rest.internal.body.UsageBodies.UsageNews;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What events are about, looked up with the caller's rights. Thread-safe; answers from memory. */
@Component(service = Subjects.class)
public final class Subjects {
    private static final int PAGE = 200;

    private final Events events;
    private final AccessControl access;
    private final Instances instances;
    private final InstanceViews views;
    private final Nodes nodes;
    private final NodeViews nodeViews;
    private final TaskDirectory tasks;
    private final TaskViews taskViews;
    private final Batches batches;
    private final Problems problems;
    private final UsageDirectory usages;
    private final ConsolePeople people;

    @Activate
    public Subjects(
            @Reference Events events,
            @Reference AccessControl access,
            @Reference Instances instances,
            @Reference InstanceViews views,
            @Reference Nodes nodes,
            @Reference NodeViews nodeViews,
            @Reference TaskDirectory tasks,
            @Reference TaskViews taskViews,
            @Reference Batches batches,
            @Reference Problems problems,
            @Reference UsageDirectory usages,
            @Reference ConsolePeople people) {
        this.events = events;
        this.access = access;
        this.instances = instances;
        this.views = views;
        this.nodes = nodes;
        this.nodeViews = nodeViews;
        this.tasks = tasks;
        this.taskViews = taskViews;
        this.batches = batches;
        this.problems = problems;
        this.usages = usages;
        this.people = people;
    }

    Events events() {
        return events;
    }

    /** {@code FORBIDDEN} for a topic of which the caller may see nothing. */
    void require(Caller caller, Topic topic) {
        if (topic == Topic.NODES) {
            access.requireSomewhere(caller, Permission.NODE_VIEW);
        }
    }

    /** Whether nothing of the topic is hidden from the caller. */
    boolean seesAll(Caller caller, Topic topic) {
        return access.allows(caller, topic == Topic.NODES ? Permission.NODE_VIEW : Permission.INSTANCE_VIEW, null);
    }

    /** The ids that the caller may see now, for callers who don't see all. */
    Set<String> visible(Caller caller, Topic topic) {
        if (topic == Topic.TASKS) {
            return tasks.list(caller, null).stream()
                    .map(task -> task.id().value())
                    .collect(Collectors.toSet());
        }
        if (topic == Topic.NODES) {
            return nodes.list(caller).stream()
                    .map(node -> node.node().id().value())
                    .collect(Collectors.toSet());
        }
        if (topic == Topic.BATCHES) {
            return batches.list(caller).stream().map(Batches.Batch::id).collect(Collectors.toSet());
        }
        var ids = new HashSet<String>();
        @Nullable String cursor = null;
        do {
            var page = instances.list(caller, new Instances.Query(null, null, null, cursor, PAGE));
            page.instances()
                    .forEach(instance -> ids.add(instance.snapshot().id().value()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    /** The object as the caller may see it now; empty when it is gone or hidden. */
    Optional<Object> find(Caller caller, Event event) {
        try {
            return Optional.of(
                    switch (event.topic()) {
                        case INSTANCES -> views.of(caller, instances.get(caller, new InstanceId(event.id())));
                        case BATCHES -> Batch.summary(batches.get(caller, event.id()));
                        case TASKS -> taskViews.of(tasks.get(caller, new TaskId(event.id())));
                        case FINDINGS -> findings(caller, new InstanceId(event.id()));
                        case SAMPLES -> usage(caller, new InstanceId(event.id()));
                        case PRESENCE -> ConsolePresence.of(people.presence(caller, new InstanceId(event.id())));
                        case NODES -> nodeViews.of(caller, nodes.get(caller, new NodeId(event.id())));
                    });
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ProblemBodies.InstanceFindings findings(Caller caller, InstanceId id) {
        return ProblemBodies.InstanceFindings.of(id, problems.findings(caller, id));
    }

    private UsageNews usage(Caller caller, InstanceId id) {
        return usages.latest(caller, id)
                .map(sample -> new UsageNews(id.value(), InstanceUsage.of(sample)))
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }
}
