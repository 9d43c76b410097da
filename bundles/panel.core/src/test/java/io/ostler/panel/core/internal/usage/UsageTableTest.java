package io.ostler.panel.core.internal.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of samples, what becomes news, and who sees it. */
class UsageTableTest {
    private final House house = new House();
    private final AtomicLong nanos = new AtomicLong();
    private final UsageTable table = new UsageTable(house.directory, house.events, nanos::get);
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final InstanceId hers = InstanceId.create();

    @BeforeEach
    void oneRuns() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(hers, house.node, mikaId, Instant.EPOCH));
        tell(new InstanceState.Running(Instant.EPOCH, 7), 1);
    }

    private void tell(InstanceState state, long sequence) {
        house.link
                .events()
                .instanceChanged(
                        new InstanceSnapshot(hers, Samples.definition("hers"), 1, state, sequence, Instant.EPOCH));
    }

    private static Metrics.Samples of(InstanceId id, double cpu, long memory) {
        return new Metrics.Samples(
                List.of(new Metrics.Sample(id, Instant.EPOCH, cpu, memory, null, null, null, null, null, 1, 1)));
    }

    private long news() {
        return house.events.last(Topic.SAMPLES);
    }

    @Test
    void theLastSampleIsKeptWhileItRuns() {
        table.put(house.node, of(hers, 1, 100));
        table.put(house.node, of(hers, 2, 100));
        assertEquals(2, table.find(hers).orElseThrow().cpu());
        tell(new InstanceState.Stopped(null), 2);
        assertTrue(table.find(hers).isEmpty());
    }

    @Test
    void whatHardlyChangesIsNewsNowAndThen() {
        table.put(house.node, of(hers, 0.5, 10_000));
        assertEquals(1, news());
        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            table.put(house.node, of(hers, 0.501, 10_001));
        }
        assertEquals(1, news());
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        table.put(house.node, of(hers, 0.501, 10_001));
        assertEquals(2, news());
        table.put(house.node, of(hers, 0.6, 10_001));
        assertEquals(3, news());
    }

    @Test
    void whatIsOldIsNotNow() {
        table.put(house.node, of(hers, 1, 100));
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        assertTrue(table.find(hers).isEmpty());
    }

    /** Abuse case: a node speaks of what isn't its own. */
    @Test
    void anotherNodesWordDoesNotCount() {
        table.put(NodeId.create(), of(hers, 1, 100));
        table.put(house.node, of(InstanceId.create(), 1, 100));
        assertTrue(table.find(hers).isEmpty());
        assertEquals(0, news());
    }

    @Test
    void aLostNodeTakesItsSamplesAlong() {
        house.link.events().instanceSamples(of(hers, 1, 100));
        assertTrue(house.usage.latest(root, hers).isPresent());
        house.link.lost("LINK_LOST");
        assertTrue(house.usage.latest(root, hers).isEmpty());
    }

    /** Abuse case 31. */
    @Test
    void samplesAreForThoseWithTheRight() {
        house.link.events().instanceSamples(of(hers, 1, 100));
        var friendId = UserId.create();
        var friend = FakeAccess.user(friendId);
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        assertTrue(house.usage.latest(mika, hers).isPresent());
        assertTrue(house.usage.latest(friend, hers).isEmpty());
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> history(friend)));
        house.members.put(mika, hers, "friend", Set.of(Permission.CONSOLE_READ), List.<Rule>of());
        assertTrue(house.usage.latest(friend, hers).isEmpty());
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> history(friend)));
        house.members.put(mika, hers, "friend", Set.of(Permission.METRICS_READ), List.<Rule>of());
        assertTrue(house.usage.latest(friend, hers).isPresent());
    }

    @Test
    void nodesAreForAdministrators() {
        var now = Instant.now();
        assertEquals(
                ErrorCode.NOT_FOUND,
                refusal(() -> house.usage.history(mika, house.node, now.minusSeconds(60), now, 10)));
        assertEquals(
                ErrorCode.NOT_FOUND,
                refusal(() -> house.usage.history(root, NodeId.create(), now.minusSeconds(60), now, 10)));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> house.usage.history(root, house.node, now, now, 10)));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> house.usage.history(root, house.node, now.minusSeconds(60), now, 2001)));
    }

    private void history(Caller caller) {
        house.usage.history(caller, hers, Instant.EPOCH, Instant.now(), 10);
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }
}
