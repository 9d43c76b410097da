package io.ostler.panel.core.internal.attendance;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.audit.Audit;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.api.store.InputStore.InputRecord;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.protocol.ConsoleWork.Presence;
import io.ostler.protocol.ConsoleWork.Typed;
import io.ostler.protocol.Messages.Done;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What daemons say of the people at their consoles: presence in memory, inputs to the store. A node speaks of its own
 * instances alone. Thread-safe; {@link #typed} answers once it is stored.
 */
@Component(service = AttendanceTable.class)
public final class AttendanceTable {
    private static final Logger LOG = LoggerFactory.getLogger(AttendanceTable.class);
    private static final int MOST_SENDERS = 50;
    private static final int LONGEST = 4096;

    private record Known(NodeId node, Presence presence) {}

    private final InstanceRecords records;
    private final InputStore store;
    private final Events events;
    private final TypedRecord recorded;
    private final Map<InstanceId, Known> present = new ConcurrentHashMap<>();
    private final Map<InstanceId, Deque<UserId>> senders = new ConcurrentHashMap<>();
    private final ExecutorService writing = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("console-inputs-", 0).factory());

    @Activate
    public AttendanceTable(
            @Reference InstanceRecords records,
            @Reference InputStore store,
            @Reference Events events,
            @Reference Audit audit,
            @Reference AccountNames names) {
        this.records = records;
        this.store = store;
        this.events = events;
        recorded = new TypedRecord(audit, names);
    }

    @Deactivate
    public void close() {
        writing.shutdown();
    }

    public void put(NodeId node, Presence presence) {
        var id = presence.instance();
        if (!records.isAt(id, node)) {
            LOG.warn("Node {} spoke of the console of instance {}, which isn't its own: ignored", node, id);
            return;
        }
        if (presence.viewers().isEmpty() && !presence.pinned()) {
            present.remove(id);
        } else {
            present.put(id, new Known(node, presence));
        }
        tell(id);
    }

    /** Nothing is known of its consoles, until it says so. */
    public void forgetNode(NodeId node) {
        present.forEach((id, known) -> {
            if (known.node().equals(node) && present.remove(id, known)) {
                tell(id);
            }
        });
    }

    Optional<Presence> presence(InstanceId id) {
        return Optional.ofNullable(present.get(id)).map(Known::presence);
    }

    /** Who typed something since this panel started, the latest first. */
    List<UserId> senders(InstanceId id) {
        var known = senders.get(id);
        if (known == null) {
            return List.of();
        }
        synchronized (known) {
            return List.copyOf(known);
        }
    }

    /** Fails when it could not be stored, and is told again then; what can never be stored is dropped. */
    public CompletableFuture<Done> typed(NodeId node, Typed typed) {
        if (!records.isAt(typed.instance(), node)) {
            LOG.warn("Node {} told of input at instance {}, which isn't its own: ignored", node, typed.instance());
            return CompletableFuture.completedFuture(new Done());
        }
        if (noteSender(typed)) {
            tell(typed.instance());
        }
        return CompletableFuture.supplyAsync(() -> store(typed), writing);
    }

    private Done store(Typed typed) {
        try {
            store.add(new InputRecord(
                    typed.instance(),
                    typed.at(),
                    typed.user(),
                    typed.text() == null ? null : clean(typed.text()),
                    Math.max(0, typed.keys()),
                    typed.offset(),
                    typed.refused() == null ? null : code(typed.refused())));
        } catch (OstlerException e) {
            // Else one such note would hold up all behind it for ever.
            if (e.code().category() != ErrorCode.Category.INVALID) {
                throw e;
            }
            LOG.warn("An input at instance {} can't be stored: {}", typed.instance(), e.code());
        }
        recorded.write(typed);
        return new Done();
    }

    private static String code(String name) {
        return name.matches("[A-Z_]{1,40}") ? name : ErrorCode.INTERNAL.name();
    }

    private static String clean(String text) {
        var line = new StringBuilder();
        text.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .map(point -> Character.isBmpCodePoint(point) && Character.isSurrogate((char) point) ? 0xFFFD : point)
                .limit(LONGEST)
                .forEach(line::appendCodePoint);
        return line.length() <= LONGEST ? line.toString() : line.substring(0, LONGEST - 1);
    }

    private boolean noteSender(Typed typed) {
        var known = senders.computeIfAbsent(typed.instance(), id -> new ArrayDeque<>());
        synchronized (known) {
            boolean isNew = !known.remove(typed.user());
            known.addFirst(typed.user());
            if (known.size() > MOST_SENDERS) {
                known.removeLast();
            }
            return isNew;
        }
    }

    private void tell(InstanceId id) {
        events.publish(Topic.PRESENCE, "changed", id.value());
    }
}
