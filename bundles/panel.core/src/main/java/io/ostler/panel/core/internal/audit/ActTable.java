package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.api.store.AuditStore.Told;
import io.ostler.panel.core.internal.instance.InstanceRecords;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Messages.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
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

/**
 * What daemons tell of people at their doors. A node is believed about its own instances and in the few kinds of acts
 * that it can see, never about anything else, and each record says that a daemon told it. Thread-safe; answers once it is
 * stored.
 */
@Component(service = ActTable.class)
public final class ActTable {
    private static final Logger LOG = LoggerFactory.getLogger(ActTable.class);
    private static final String WAY = "daemon";
    /** Later than that, the record says when it was. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final AuditStore store;
    private final InstanceRecords records;
    private final AccountNames accounts;
    private final AuditNames names;
    private final ExecutorService writing = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("audit-told-", 0).factory());

    @Activate
    public ActTable(
            @Reference AuditStore store,
            @Reference InstanceRecords records,
            @Reference AccountNames accounts,
            @Reference AuditNames names) {
        this.store = store;
        this.records = records;
        this.accounts = accounts;
        this.names = names;
    }

    @Deactivate
    public void close() {
        writing.shutdown();
    }

    /** {@code INVALID_REQUEST} for what no daemon of ours says; anything else that fails is told again. */
    public CompletableFuture<Done> acted(NodeId node, Acts.Batch batch) {
        return CompletableFuture.supplyAsync(() -> store(node, batch), writing);
    }

    private Done store(NodeId node, Acts.Batch batch) {
        if (!batch.log().matches("[A-Za-z0-9_-]{1,40}")
                || batch.first() < 1
                || batch.first() > Long.MAX_VALUE / 2
                || batch.acts().size() > Acts.AT_ONCE) {
            throw OstlerException.invalid("batch", "numbered acts, at most " + Acts.AT_ONCE);
        }
        var former = store.told(node.value());
        long known = former.log().equals(batch.log()) ? former.last() : 0;
        long last = batch.first() + batch.acts().size() - 1;
        if (last <= known) {
            return new Done();
        }
        var ended = new ArrayList<Ended>();
        if (batch.first() > known + 1) {
            ended.add(lost(node, batch.first() - known - 1));
        }
        for (long number = Math.max(batch.first(), known + 1); number <= last; number++) {
            var act = batch.acts().get((int) (number - batch.first()));
            if (!records.isAt(act.instance(), node)) {
                LOG.warn("Node {} told of an act at instance {}, which isn't its own: ignored", node, act.instance());
            } else if (!isOwnReading(act)) {
                ended.add(recorded(act));
            }
        }
        store.adopt(node.value(), former, new Told(batch.log(), last), ended);
        return new Done();
    }

    private boolean isOwnReading(Acts.Act act) {
        return act.kind().isReading()
                && records.ownerOf(act.instance()).filter(act.user()::equals).isPresent();
    }

    private Ended lost(NodeId node, long count) {
        var act = new AuditAct(
                new AuditActor("", "", "", "", WAY, "", "", "", ""),
                "node.acts.lost",
                AuditObject.of(AuditObject.NODE, node.value()),
                AuditValues.NONE,
                AuditValues.of(Map.of("count", Long.toString(count))));
        return new Ended("", names.named(act), new AuditResult(AuditResult.Outcome.UNKNOWN, ""));
    }

    private Ended recorded(Acts.Act act) {
        var actor = new AuditActor(
                act.user().value(),
                accounts.of(act.user()).orElse(""),
                "",
                "",
                WAY,
                act.address(),
                act.session(),
                "",
                "");
        var values = new TreeMap<>(act.values());
        values.put("door", act.door());
        if (act.at().isBefore(Instant.now().minus(LATE))) {
            values.put("at", act.at().toString());
        }
        var done = new AuditAct(
                actor,
                act.kind().act(),
                AuditObject.of(AuditObject.INSTANCE, act.instance().value()),
                AuditValues.NONE,
                AuditValues.of(values));
        return new Ended("", names.named(done), result(act.refused()));
    }

    static AuditResult result(@Nullable String refused) {
        if (refused == null) {
            return AuditResult.DONE;
        }
        try {
            return AuditResult.of(ErrorCode.valueOf(refused));
        } catch (IllegalArgumentException e) { // of a newer daemon
            return AuditResult.of(ErrorCode.INTERNAL);
        }
    }
}
