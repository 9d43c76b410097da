package io.ostler.panel.core.internal.attendance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.ConsolePeople;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.api.store.InputStore.InputRecord;
import io.ostler.panel.core.internal.instance.InstanceDirectory;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.protocol.ConsoleWork;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People at consoles as others may see them. Thread-safe. */
@Component(service = ConsolePeople.class)
public final class ConsolePeopleService implements ConsolePeople {
    private static final Logger LOG = LoggerFactory.getLogger(ConsolePeopleService.class);
    private static final int MOST = 500;

    private final AccessControl access;
    private final AttendanceTable table;
    private final InputStore store;
    private final AccountNames names;
    private final InstanceDirectory directory;
    private final NodeTable nodes;

    @Activate
    public ConsolePeopleService(
            @Reference AccessControl access,
            @Reference AttendanceTable table,
            @Reference InputStore store,
            @Reference AccountNames names,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes) {
        this.access = access;
        this.table = table;
        this.store = store;
        this.names = names;
        this.directory = directory;
        this.nodes = nodes;
    }

    @Override
    public Presence presence(Caller caller, InstanceId instance) {
        access.require(caller, Permission.CONSOLE_READ, instance);
        var known = table.presence(instance).orElseGet(() -> new ConsoleWork.Presence(instance, List.of()));
        var viewers = known.viewers().stream()
                .map(v -> new Viewer(v.user(), name(v.user()), v.writes(), v.since()))
                .toList();
        var senders = table.senders(instance).stream().map(this::person).toList();
        return new Presence(instance, viewers, senders, known.columns(), known.rows(), known.pinned());
    }

    @Override
    public List<String> history(Caller caller, InstanceId instance) {
        if (!access.allows(caller, Permission.CONSOLE_WRITE, instance)) {
            access.require(caller, Permission.CONSOLE_COMMANDS, instance);
        }
        return store.commands(instance, caller.user());
    }

    @Override
    public Inputs inputs(
            Caller caller, InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit) {
        access.require(caller, Permission.INSTANCE_MEMBERS, instance);
        if (limit < 1 || limit > MOST) {
            throw OstlerException.invalid("limit", "1 to 500");
        }
        var found = store.inputs(instance, before, user, limit + 1);
        var page = found.stream().limit(limit).map(this::input).toList();
        return new Inputs(page, found.size() > limit ? page.getLast().at() : null);
    }

    private Input input(InputRecord input) {
        return new Input(input.at(), person(input.user()), input.text(), input.keys(), input.offset(), input.refused());
    }

    private Person person(UserId user) {
        return new Person(user, name(user));
    }

    private @Nullable String name(UserId user) {
        return names.of(user).orElse(null);
    }

    @Override
    public CompletableFuture<Void> pin(
            Caller caller, InstanceId instance, @Nullable Integer columns, @Nullable Integer rows) {
        access.require(caller, Permission.CONSOLE_WRITE, instance);
        var node = directory
                .find(instance)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND))
                .node();
        LOG.info("User {} sets the terminal size of instance {}: {} x {}", caller.name(), instance, columns, rows);
        return nodes.daemon(node)
                .consoles()
                .pin(new ConsoleWork.PinRequest(instance, columns, rows))
                .thenAccept(done -> {});
    }
}
