package io.ostler.panel.core.internal.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.batch.Batches.Action;
import io.ostler.panel.api.batch.Batches.Batch;
import io.ostler.panel.api.batch.Batches.Order;
import io.ostler.panel.api.batch.Batches.Phase;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.Instances.Filter;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(300)
class BatchServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final List<InstanceId> hers = new ArrayList<>();
    private final InstanceId foreign = InstanceId.create();
    private final Set<InstanceId> asked = ConcurrentHashMap.newKeySet();
    /** Steps that may be answered. */
    private final Semaphore gate = new Semaphore(0);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();

    @BeforeEach
    void instances() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.userStore.insert(
                new UserRecord(root.user(), "root", RoleId.ADMINISTRATOR, false, "hash", Instant.EPOCH, null));
        for (int i = 0; i < 12; i++) {
            var id = InstanceId.create();
            hers.add(id);
            house.records.add(new InstanceRecord(id, house.node, mikaId, Instant.EPOCH));
            house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("hers " + i), 1 + i));
        }
        house.link.events().instanceChanged(Samples.snapshot(foreign, Samples.definition("foreign"), 100));
        house.daemon.answers("power", request -> {
            var id = ((Messages.PowerRequest) request).id();
            asked.add(id);
            mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            gate.acquireUninterruptibly();
            waiting.decrementAndGet();
            return Samples.snapshot(id, Samples.definition("x"), 200);
        });
    }

    @AfterEach
    void letGo() {
        gate.release(100_000);
        house.batches.close();
    }

    private static Order order(List<InstanceId> ids, Action action, int atOnce) {
        return new Order(ids, null, action, false, atOnce, Duration.ZERO);
    }

    private static void refused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(OstlerException.class, call).code());
    }

    /** Waits for what stays once it is so, told by the events themselves. */
    private Batch await(Batch batch, Predicate<Batch> wanted) throws InterruptedException {
        var done = new CountDownLatch(1);
        try (var ignored = house.events.subscribe(root, Topic.BATCHES, null, event -> {
            if (wanted.test(house.batches.get(root, batch.id()))) {
                done.countDown();
            }
        })) {
            if (!wanted.test(house.batches.get(root, batch.id()))) {
                done.await();
            }
        }
        return house.batches.get(root, batch.id());
    }

    private Batch over(Batch batch) throws InterruptedException {
        return await(batch, b -> b.ended() != null);
    }

    @Test
    void eachInstanceHasItsResult() throws Exception {
        gate.release(1000);
        var ids = new ArrayList<>(hers);
        ids.add(3, foreign);
        ids.add(InstanceId.create());
        var ended = over(house.batches.begin(mika, order(ids, Action.START, 4)));
        assertEquals(12, ended.count(Phase.DONE));
        assertEquals(2, ended.count(Phase.FAILED));
        assertEquals(ErrorCode.NOT_FOUND, ended.items().get(3).problem());
        assertEquals(foreign.value(), ended.items().get(3).name());
        assertEquals(Set.copyOf(hers), asked);
    }

    @Test
    void noMoreAtOnceThanWasAsked() throws Exception {
        var batch = house.batches.begin(mika, order(hers, Action.STOP, 3));
        for (int i = 0; i < 12; i++) {
            gate.release();
        }
        over(batch);
        assertTrue(mostWaiting.get() <= 3, "at once: " + mostWaiting);
    }

    @Test
    void allThatMatchMeansAllThatTheCallerSees() throws Exception {
        gate.release(1000);
        var filter = new Filter(null, Set.of(), List.of(), List.of(), null, null);
        var batch = house.batches.begin(mika, new Order(null, filter, Action.START, false, 50, Duration.ZERO));
        assertEquals(12, over(batch).items().size());
    }

    @Test
    void rightsOfTheMomentDecide() throws Exception {
        var batch = house.batches.begin(mika, order(hers, Action.START, 1));
        await(batch, b -> b.count(Phase.RUNNING) == 1);
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }
        hers.subList(6, 12).forEach(id -> house.instances.changeOwner(root, id, null));
        gate.release(1000);
        var ended = over(batch);
        assertEquals(6, ended.count(Phase.DONE));
        assertEquals(
                6,
                ended.items().stream()
                        .filter(i -> i.problem() == ErrorCode.NOT_FOUND)
                        .count());
    }

    @Test
    void aBlockedAccountDoesNothingMore() throws Exception {
        var batch = house.batches.begin(mika, order(hers, Action.START, 1));
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }
        var user = house.userStore.find(mikaId).orElseThrow();
        house.userStore.update(new UserRecord(
                mikaId, user.name(), user.role(), true, user.passwordHash(), user.created(), user.lastSignIn()));
        gate.release(1000);
        var ended = over(batch);
        assertEquals(1, asked.size());
        assertEquals(
                11,
                ended.items().stream()
                        .filter(i -> i.problem() == ErrorCode.FORBIDDEN)
                        .count());
    }

    @Test
    void cancelKeepsWhatHasNotBegun() throws Exception {
        var batch = house.batches.begin(mika, order(hers, Action.START, 2));
        await(batch, b -> b.count(Phase.RUNNING) == 2);
        house.batches.remove(mika, batch.id());
        assertNull(house.batches.get(mika, batch.id()).ended());
        gate.release(1000);
        var ended = over(batch);
        assertEquals(2, ended.count(Phase.DONE));
        assertEquals(10, ended.count(Phase.CANCELLED));
        assertTrue(asked.size() <= 2);
        house.batches.remove(mika, batch.id());
        refused(ErrorCode.NOT_FOUND, () -> house.batches.get(mika, batch.id()));
    }

    @Test
    void othersDoNotSeeIt() {
        var batch = house.batches.begin(mika, order(hers, Action.START, 1));
        var stranger = FakeAccess.user(UserId.create());
        refused(ErrorCode.NOT_FOUND, () -> house.batches.get(stranger, batch.id()));
        refused(ErrorCode.NOT_FOUND, () -> house.batches.remove(stranger, batch.id()));
        assertEquals(List.of(), house.batches.list(stranger));
        assertEquals(1, house.batches.list(root).size());
    }

    @Test
    void fiveOfAPersonRunAtMost() {
        for (int i = 0; i < 5; i++) {
            house.batches.begin(mika, order(hers, Action.START, 1));
        }
        refused(ErrorCode.TASK_LIMIT, () -> house.batches.begin(mika, order(hers, Action.START, 1)));
        house.batches.begin(root, order(hers, Action.START, 1));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var many = new ArrayList<InstanceId>();
        for (int i = 0; i < 1001; i++) {
            many.add(InstanceId.create());
        }
        for (var bad : List.of(
                order(List.of(), Action.START, 1),
                order(many, Action.START, 1),
                order(hers, Action.START, 0),
                order(hers, Action.START, 51),
                new Order(null, null, Action.START, false, 1, Duration.ZERO),
                new Order(hers, Filter.ALL, Action.START, false, 1, Duration.ZERO),
                new Order(hers, null, Action.START, true, 1, Duration.ZERO),
                new Order(hers, null, Action.START, false, 1, Duration.ofHours(1)),
                new Order(hers, null, Action.START, false, 1, Duration.ofMillis(-1)))) {
            refused(ErrorCode.INVALID_REQUEST, () -> house.batches.begin(mika, bad));
        }
    }

    @Test
    void spacedStepsAllCome() throws Exception {
        gate.release(1000);
        var ended =
                over(house.batches.begin(mika, new Order(hers, null, Action.START, false, 2, Duration.ofMillis(2))));
        assertEquals(12, ended.count(Phase.DONE));
    }

    @Test
    void onlyTheLastEndedAreKept() throws Exception {
        gate.release(1000);
        for (int i = 0; i < BatchService.KEPT + 3; i++) {
            over(house.batches.begin(mika, order(hers.subList(0, 1), Action.START, 1)));
        }
        assertTrue(house.batches.list(mika).size() <= BatchService.KEPT + 1);
    }
}
