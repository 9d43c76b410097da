package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.core.internal.care.OwnSettings;
import io.ostler.panel.core.internal.member.RightsChange;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do with instances: the right, the daemon's answer, the directory. Thread-safe, doesn't block for nodes. */
@Component(service = Instances.class)
public final class InstanceService implements Instances {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceService.class);

    private final AccessControl access;
    private final InstanceRecords records;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final InstanceViews views;
    private final TicketIssuer tickets;
    private final UserStore users;
    private final RightsChange change;

    @Activate
    public InstanceService(
            @Reference AccessControl access,
            @Reference InstanceRecords records,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference InstanceViews views,
            @Reference TicketIssuer tickets,
            @Reference UserStore users,
            @Reference RightsChange change) {
        this.access = access;
        this.records = records;
        this.directory = directory;
        this.nodes = nodes;
        this.views = views;
        this.tickets = tickets;
        this.users = users;
        this.change = change;
    }

    @Override
    public Page list(Caller caller, Query query) {
        return views.page(caller, query);
    }

    @Override
    public Instance get(Caller caller, InstanceId id) {
        access.require(caller, Permission.INSTANCE_VIEW, id);
        return views.view(entry(id));
    }

    @Override
    public CompletableFuture<Instance> create(
            Caller caller, NodeId node, InstanceDefinition definition, @Nullable UserId owner) {
        requireCreation(caller, node);
        checkOwner(owner);
        DaemonApi daemon = nodes.daemon(node);
        var id = InstanceId.create();
        // First the record: the daemon's push may come before its answer and finds the owner then.
        var record = new InstanceRecord(id, node, owner, Clock.systemUTC().instant());
        records.add(record);
        LOG.info("User {} creates instance {} on node {}", caller.name(), id, node);
        return daemon.createInstance(new Messages.CreateInstance(id, definition, caller.user()))
                .whenComplete((snapshot, error) -> {
                    if (error != null && isRefusal(error)) {
                        records.remove(id);
                    }
                })
                .thenApply(snapshot -> {
                    directory.put(node, snapshot);
                    return views.view(entry(id));
                });
    }

    /** A node that they may not see is no different from none. */
    private void requireCreation(Caller caller, NodeId node) {
        access.requireSomewhere(caller, Permission.INSTANCE_CREATE);
        boolean allowed = access.allowsOn(caller, Permission.INSTANCE_CREATE, node);
        if (nodes.find(node).isEmpty() || !(allowed || access.allowsOn(caller, Permission.NODE_VIEW, node))) {
            throw OstlerException.invalid("node", "the id of a node");
        }
        if (!allowed) {
            access.require(caller, Permission.INSTANCE_CREATE);
        }
    }

    /** The daemon said no; a lost link says nothing about what it stored. */
    static boolean isRefusal(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OstlerException e
                && e.code() != ErrorCode.NODE_AWAY
                && e.code() != ErrorCode.NODE_TIMEOUT;
    }

    @Override
    public CompletableFuture<Instance> update(
            Caller caller, InstanceId id, InstanceDefinition definition, long ifRevision) {
        var wanted = access.allows(caller, Permission.INSTANCE_EDIT, id)
                ? definition
                : ownSettings(caller, id, definition, ifRevision);
        LOG.info("User {} changes the definition of instance {}", caller.name(), id);
        return ask(
                id,
                daemon -> daemon.updateInstance(new Messages.UpdateInstance(id, wanted, ifRevision, caller.user())));
    }

    private InstanceDefinition ownSettings(Caller caller, InstanceId id, InstanceDefinition wanted, long ifRevision) {
        access.require(caller, Permission.INSTANCE_RENAME, id);
        var present = entry(id).snapshot();
        if (present.revision() != ifRevision) {
            // What they may not change is taken from the definition as it is known here, so it must be the same one.
            throw OstlerException.of(ErrorCode.PRECONDITION_FAILED, "revision", Long.toString(present.revision()));
        }
        var merged = OwnSettings.merged(wanted, present.definition());
        if (!OwnSettings.isAll(wanted, merged)) {
            access.require(caller, Permission.INSTANCE_EDIT, id);
        }
        return merged;
    }

    @Override
    public Instance changeOwner(Caller caller, InstanceId id, @Nullable UserId owner) {
        access.require(caller, Permission.INSTANCE_EDIT, id);
        checkOwner(owner);
        var entry = entry(id);
        var former = records.ownerOf(id);
        records.changeOwner(id, owner);
        former.filter(user -> !user.equals(owner)).ifPresent(user -> change.endStreams(user, id));
        LOG.info("User {} gives instance {} to {}", caller.name(), id, owner == null ? "nobody" : owner);
        change.tell(id);
        return views.view(entry);
    }

    @Override
    public CompletableFuture<Void> delete(Caller caller, InstanceId id, boolean withFiles) {
        access.require(caller, Permission.INSTANCE_DELETE, id);
        NodeId node = entry(id).node();
        LOG.info("User {} deletes instance {}{}", caller.name(), id, withFiles ? " with its files" : "");
        return nodes.daemon(node)
                .deleteInstance(new Messages.DeleteInstance(id, withFiles))
                .thenAccept(done -> directory.remove(node, id));
    }

    @Override
    public CompletableFuture<Instance> power(Caller caller, InstanceId id, PowerAction action) {
        access.require(caller, Permission.INSTANCE_POWER, id);
        if ((action == PowerAction.START || action == PowerAction.RESTART)
                && entry(id).snapshot().definition().care().isExpired(Instant.now())) {
            throw new OstlerException(ErrorCode.INSTANCE_EXPIRED);
        }
        LOG.info("User {} asks instance {} to {}", caller.name(), id, action);
        return ask(id, daemon -> daemon.power(new Messages.PowerRequest(id, action)));
    }

    @Override
    public CompletableFuture<Void> sendLine(Caller caller, InstanceId id, String line) {
        boolean all = access.allows(caller, Permission.CONSOLE_WRITE, id);
        if (!all) {
            access.require(caller, Permission.CONSOLE_COMMANDS, id);
        }
        // The daemon knows the list as it is now.
        return nodes.daemon(entry(id).node())
                .sendInput(new Messages.InputRequest(id, line, caller.user(), !all))
                .thenAccept(done -> {});
    }

    @Override
    public IssuedTicket issueTicket(Caller caller, InstanceId id, TicketRequest request) {
        return tickets.issue(caller, id, request);
    }

    private CompletableFuture<Instance> ask(
            InstanceId id, Function<DaemonApi, CompletableFuture<InstanceSnapshot>> call) {
        NodeId node = entry(id).node();
        return call.apply(nodes.daemon(node)).thenApply(snapshot -> {
            directory.put(node, snapshot);
            return views.view(new InstanceDirectory.Entry(node, snapshot));
        });
    }

    private InstanceDirectory.Entry entry(InstanceId id) {
        return directory.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private void checkOwner(@Nullable UserId owner) {
        if (owner != null && users.find(owner).isEmpty()) {
            throw OstlerException.invalid("owner", "the id of a user");
        }
    }
}
