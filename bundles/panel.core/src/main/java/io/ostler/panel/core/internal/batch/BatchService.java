package io.ostler.panel.core.internal.batch;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.instance.Instances.Sort;
import io.ostler.panel.api.store.UserStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches in memory: those under way, and for each person the last that ended. Thread-safe. */
@Component(service = Batches.class)
public final class BatchService implements Batches {
    private static final Logger LOG = LoggerFactory.getLogger(BatchService.class);
    /** Ended ones that a person may come back to. */
    static final int KEPT = 10;

    private static final int PAGE = 200;

    private final Instances instances;
    private final UserStore users;
    private final ApiKeys keys;
    private final Events events;
    private final AuditedStep audit;
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ostler-batch-", 0).factory());

    /** In the order of their beginning. Guarded by this. */
    private final Map<String, RunningBatch> batches = new LinkedHashMap<>();

    @Activate
    public BatchService(
            @Reference Instances instances,
            @Reference UserStore users,
            @Reference ApiKeys keys,
            @Reference Events events,
            @Reference Audit audit) {
        this.instances = instances;
        this.users = users;
        this.keys = keys;
        this.events = events;
        this.audit = new AuditedStep(audit);
    }

    @Deactivate
    void close() {
        List<RunningBatch> left;
        synchronized (this) {
            left = List.copyOf(batches.values());
        }
        left.forEach(RunningBatch::cancel);
        threads.shutdown();
    }

    @Override
    public Batch begin(Caller caller, Order order) {
        check(order);
        var items = items(caller, order);
        var id = UUID.randomUUID().toString();
        var batch = new RunningBatch(
                id,
                caller,
                order,
                items,
                clock,
                one -> audit.of(caller, id, order, one, () -> step(caller, order, one)),
                () -> tell(id),
                threads);
        synchronized (this) {
            long own = batches.values().stream()
                    .filter(other -> other.caller().user().equals(caller.user()) && !other.isOver())
                    .count();
            if (own >= MOST_RUNNING) {
                throw OstlerException.of(ErrorCode.TASK_LIMIT, "limit", Integer.toString(MOST_RUNNING));
            }
            batches.put(id, batch);
            dropOldest(caller);
        }
        LOG.info("User {} asks {} instances to {}", caller.name(), items.size(), order.action());
        tell(id);
        batch.begin();
        return batch.snapshot();
    }

    private static void check(Order order) {
        if ((order.instances() == null) == (order.filter() == null)) {
            throw OstlerException.invalid("instances", "either ids or a filter");
        }
        if (order.atOnce() < 1 || order.atOnce() > MOST_AT_ONCE) {
            throw OstlerException.invalid("atOnce", "1 to " + MOST_AT_ONCE);
        }
        if (order.spacing().isNegative() || order.spacing().compareTo(LONGEST_SPACING) > 0) {
            throw OstlerException.invalid("spacingMillis", "0 to " + LONGEST_SPACING.toMillis());
        }
        if (order.withFiles() && order.action() != Action.DELETE) {
            throw OstlerException.invalid("withFiles", "only of delete");
        }
    }

    private List<Item> items(Caller caller, Order order) {
        var items = new ArrayList<Item>();
        if (order.filter() != null) {
            @Nullable String cursor = null;
            do {
                var page = instances.list(caller, new Query(order.filter(), Sort.NAME, false, cursor, PAGE));
                require(page.total() <= MOST_INSTANCES);
                page.instances()
                        .forEach(found -> items.add(waiting(
                                found.snapshot().id(),
                                found.snapshot().definition().name())));
                cursor = page.next();
            } while (cursor != null && items.size() <= MOST_INSTANCES);
        } else {
            var ids = new LinkedHashSet<>(Objects.requireNonNull(order.instances()));
            require(ids.size() <= MOST_INSTANCES);
            ids.forEach(id -> items.add(waiting(id, nameOf(caller, id))));
        }
        require(!items.isEmpty() && items.size() <= MOST_INSTANCES);
        return items;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw OstlerException.invalid("instances", "1 to " + MOST_INSTANCES);
        }
    }

    private static Item waiting(InstanceId id, String name) {
        return new Item(id, name, Phase.WAITING, null, Map.of());
    }

    /** What can't be seen fails in its own step, like everything that goes meanwhile. */
    private String nameOf(Caller caller, InstanceId id) {
        try {
            return instances.get(caller, id).snapshot().definition().name();
        } catch (OstlerException e) {
            return id.value();
        }
    }

    private CompletableFuture<?> step(Caller ordered, Order order, InstanceId id) {
        var caller = now(ordered);
        return switch (order.action()) {
            case START -> instances.power(caller, id, PowerAction.START);
            case STOP -> instances.power(caller, id, PowerAction.STOP);
            case RESTART -> instances.power(caller, id, PowerAction.RESTART);
            case KILL -> instances.power(caller, id, PowerAction.KILL);
            case DELETE -> instances.delete(caller, id, order.withFiles());
        };
    }

    /** The person as the account is at this moment; {@code FORBIDDEN} when it is blocked or gone. */
    private Caller now(Caller ordered) {
        var account = users.find(ordered.user())
                .filter(user -> !user.disabled())
                .filter(user ->
                        ordered.key() == null || keys.holder(ordered.session()).isPresent())
                .orElseThrow(() -> new OstlerException(ErrorCode.FORBIDDEN));
        return new Caller(
                account.id(),
                account.name(),
                account.role(),
                ordered.session(),
                ordered.origin(),
                ordered.address(),
                ordered.key(),
                ordered.impersonator());
    }

    /** With the monitor held. */
    private void dropOldest(Caller caller) {
        var ended = batches.entrySet().stream()
                .filter(entry -> entry.getValue().caller().user().equals(caller.user())
                        && entry.getValue().isOver())
                .map(Map.Entry::getKey)
                .toList();
        ended.stream().limit(Math.max(0, ended.size() - KEPT)).forEach(id -> {
            batches.remove(id);
            events.publish(Topic.BATCHES, "removed", id);
        });
    }

    @Override
    public synchronized List<Batch> list(Caller caller) {
        return batches.values().stream()
                .filter(batch -> isVisible(caller, batch))
                .map(RunningBatch::snapshot)
                .sorted(Comparator.comparing(Batch::created).reversed())
                .toList();
    }

    @Override
    public Batch get(Caller caller, String id) {
        return visible(caller, id).snapshot();
    }

    @Override
    public void remove(Caller caller, String id) {
        var batch = visible(caller, id);
        if (batch.isOver()) {
            synchronized (this) {
                batches.remove(id);
            }
            events.publish(Topic.BATCHES, "removed", id);
        } else {
            LOG.info("User {} cancels batch {}", caller.name(), id);
            batch.cancel();
        }
    }

    private synchronized RunningBatch visible(Caller caller, String id) {
        var batch = batches.get(id);
        if (batch == null || !isVisible(caller, batch)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return batch;
    }

    private static boolean isVisible(Caller caller, RunningBatch batch) {
        if (caller.key() != null) {
            return batch.caller().session().equals(caller.session()); // its scope may be less than the account's
        }
        return caller.role().isAdministrator() || batch.caller().user().equals(caller.user());
    }

    private void tell(String id) {
        events.publish(Topic.BATCHES, "changed", id);
    }
}
