package io.ostler.panel.core.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.FakeDaemon;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Tasks.Snapshot;
import io.ostler.protocol.Tasks.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final InstanceId hers = InstanceId.create();
    private final InstanceId foreign = InstanceId.create();

    @BeforeEach
    void twoInstances() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(hers, house.node, mikaId, Instant.EPOCH));
        house.records.add(new InstanceRecord(foreign, house.node, null, Instant.EPOCH));
    }

    private Snapshot push(InstanceId instance, UserId user, State state, long sequence) {
        var task = Samples.task(instance, user, state, sequence);
        house.link.events().taskChanged(task);
        return task;
    }

    private ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    /** Abuse cases 27 and 31. */
    @Test
    void peopleSeeTasksOfInstancesWhoseFilesTheyRead() {
        var own = push(hers, root.user(), State.RUNNING, 1);
        var hidden = push(foreign, root.user(), State.RUNNING, 2);
        assertEquals(List.of(own), house.tasks.list(mika, null));
        assertEquals(own, house.tasks.get(mika, own.id()));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.tasks.get(mika, hidden.id())));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.tasks.cancel(mika, hidden.id())));
        assertEquals(List.of(hidden, own), house.tasks.list(root, null));
    }

    @Test
    void whoHasPathsHiddenSeesOnlyTheirOwnTasks() {
        var friendId = UserId.create();
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.members.put(
                mika, hers, "friend", Set.of(Permission.FILES_WRITE), List.of(new Rule("secret", FileAccess.HIDE)));
        push(hers, mikaId, State.RUNNING, 1);
        var own = push(hers, friendId, State.RUNNING, 2);
        assertEquals(List.of(own), house.tasks.list(FakeAccess.user(friendId), hers));
    }

    @Test
    void readersCancelTheirOwnTasksAlone() {
        var friendId = UserId.create();
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.members.put(mika, hers, "friend", Set.of(Permission.FILES_READ), List.of());
        var friend = FakeAccess.user(friendId);
        var others = push(hers, mikaId, State.RUNNING, 1);
        var own = push(hers, friendId, State.RUNNING, 2);
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.tasks.cancel(friend, others.id())));
        house.daemon.answers("cancel", r -> Samples.task(((Tasks.Ref) r).id(), hers, friendId, State.CANCELLED, 3));
        assertEquals(
                State.CANCELLED, house.tasks.cancel(friend, own.id()).join().state());
        assertEquals(State.CANCELLED, house.tasks.get(friend, own.id()).state());
    }

    @Test
    void anOlderSnapshotNeverReplacesANewerOneNorBringsARemovedOneBack() {
        var task = push(hers, mikaId, State.DONE, 5);
        house.link.events().taskChanged(Samples.task(task.id(), hers, mikaId, State.RUNNING, 4));
        assertEquals(State.DONE, house.tasks.get(mika, task.id()).state());
        house.link.events().taskRemoved(new Tasks.Removed(task.id(), 6));
        house.link.events().taskChanged(Samples.task(task.id(), hers, mikaId, State.RUNNING, 7));
        assertEquals(List.of(), house.tasks.list(mika, null));
    }

    /** Abuse case 19. */
    @Test
    void aNodeSpeaksOfTasksOfItsOwnInstancesAlone() {
        var task = push(hers, mikaId, State.RUNNING, 1);
        var otherNode = NodeId.create();
        house.hub.adoptLocal(otherNode, "other");
        var link = house.hub.linked(otherNode, Samples.hello(otherNode), new FakeDaemon().api());
        link.events().taskChanged(Samples.task(task.id(), hers, mikaId, State.FAILED, 9));
        link.events().taskChanged(Samples.task(hers, mikaId, State.FAILED, 9));
        link.events().taskRemoved(new Tasks.Removed(task.id(), 9));
        assertEquals(List.of(task), house.tasks.list(mika, null));
    }

    @Test
    void tasksOfANodeThatIsAwayStayAndSaySo() {
        var task = push(hers, mikaId, State.RUNNING, 1);
        assertFalse(house.tasks.isStale(task.id()));
        house.link.lost("LINK_LOST");
        assertEquals(List.of(task), house.tasks.list(mika, null));
        assertTrue(house.tasks.isStale(task.id()));
        assertEquals(ErrorCode.NODE_AWAY, refusal(() -> house.tasks.cancel(mika, task.id())));
    }

    @Test
    void theHelloSaysAllThatThereIs() {
        push(hers, mikaId, State.RUNNING, 7);
        var known = Samples.task(hers, mikaId, State.DONE, 2);
        var snapshot = Samples.snapshot(hers, Samples.definition("hers"), 1);
        house.hub.linked(house.node, Samples.hello(house.node, List.of(known), snapshot), house.daemon.api());
        assertEquals(List.of(known), house.tasks.list(mika, null));
    }

    @Test
    void aNodeCannotFillTheMemory() {
        var running = push(hers, mikaId, State.RUNNING, 1);
        for (int i = 0; i < TaskTable.MOST_OF_A_NODE + 10; i++) {
            push(hers, mikaId, State.DONE, 2 + i);
        }
        assertEquals(TaskTable.MOST_OF_A_NODE, house.taskTable.all().size());
        assertEquals(running, house.tasks.get(mika, running.id()));
        assertEquals(500, house.tasks.list(mika, null).size());
    }
}
