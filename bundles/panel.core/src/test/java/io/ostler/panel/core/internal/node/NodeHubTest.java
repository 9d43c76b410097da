package io.ostler.panel.core.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.FakeDaemon;
import io.ostler.panel.core.internal.fake.FakeSessions;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Grant;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeHubTest {
    private final House house = new House();

    @Test
    void aNodeThatIsAwayStaysListedWithItsInstances() {
        house.link.events().instanceChanged(Samples.snapshot("survival", 1));
        house.link.lost("LINK_LOST");
        var node = house.registry.get(FakeAccess.administrator(), house.node);
        assertFalse(node.linked());
        assertEquals("LINK_LOST", node.reason());
        var listed = list().getFirst();
        assertTrue(listed.stale());
        assertEquals("survival", listed.snapshot().definition().name());
    }

    @Test
    void theDirectoryOutlivesThePanel() {
        house.link.events().instanceChanged(Samples.snapshot("survival", 1));
        house.link.lost("LINK_LOST");
        assertEquals(1, house.memory.read(house.node).size());
    }

    @Test
    void anOlderSnapshotNeverReplacesANewerOne() {
        var id = InstanceId.create();
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("new"), 7));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("old"), 6));
        assertEquals("new", list().getFirst().snapshot().definition().name());
    }

    @Test
    void aLateAnswerDoesNotBringADeletedInstanceBack() {
        var survival = Samples.snapshot("survival", 1);
        house.link.events().instanceChanged(survival);
        house.link.events().instanceRemoved(new Messages.InstanceRemoved(survival.id(), 3));
        house.link.events().instanceChanged(Samples.snapshot(survival.id(), Samples.definition("survival"), 2));
        assertTrue(list().isEmpty());
        assertFalse(house.records.exists(survival.id()));
    }

    @Test
    void aLateMessageOfAFormerLinkChangesNothing() {
        var again = house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        house.link.events().instanceChanged(Samples.snapshot("ghost", 1));
        house.link.lost("LINK_LOST");
        assertTrue(list().isEmpty());
        assertTrue(house.registry.get(FakeAccess.administrator(), house.node).linked());
        again.events().instanceChanged(Samples.snapshot("real", 1));
        assertEquals(1, list().size());
    }

    /** Abuse case 19. */
    @Test
    void aNodeSpeaksOfItsOwnInstancesAlone() {
        var survival = Samples.snapshot("survival", 1);
        house.link.events().instanceChanged(survival);
        var other = NodeId.create();
        house.hub.adoptLocal(other, "other");
        var link = house.hub.linked(
                other,
                Samples.hello(other, Samples.snapshot(survival.id(), Samples.definition("stolen"), 99)),
                new FakeDaemon().api());
        link.events().instanceChanged(Samples.snapshot(survival.id(), Samples.definition("stolen"), 100));
        link.events().instanceRemoved(new Messages.InstanceRemoved(survival.id(), 101));
        var listed = list();
        assertEquals(1, listed.size());
        assertEquals("survival", listed.getFirst().snapshot().definition().name());
        assertEquals(house.node, listed.getFirst().node());
    }

    @Test
    void aNodeThatComesBackEmptyCostsNoOwner() {
        var mika = UserId.create();
        var id = InstanceId.create();
        house.records.add(new InstanceRecord(id, house.node, mika, Instant.EPOCH));
        InstanceSnapshot snapshot = Samples.snapshot(id, Samples.definition("survival"), 1);
        house.link.events().instanceChanged(snapshot);
        house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertTrue(list().isEmpty());
        house.hub.linked(house.node, Samples.hello(house.node, snapshot), house.daemon.api());
        assertEquals(mika, list().getFirst().owner());
    }

    @Test
    void streamsThatLostTheirRightEndWhenTheNodeIsBack() {
        var mika = UserId.create();
        var hers = InstanceId.create();
        var foreign = InstanceId.create();
        house.records.add(new InstanceRecord(hers, house.node, mika, Instant.EPOCH));
        house.records.add(new InstanceRecord(foreign, house.node, null, Instant.EPOCH));
        house.sessions.live.add(FakeSessions.session(mika, "live", Role.USER));
        house.daemon.open = List.of(
                new Grant("good", TicketScope.CONSOLE_WRITE, hers, mika, "live"),
                new Grant("signed-out", TicketScope.CONSOLE_READ, hers, mika, "gone"),
                new Grant("not-hers", TicketScope.FILE_DOWNLOAD, foreign, mika, "live"));
        house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertEquals(
                List.of("signed-out", "not-hers"),
                house.daemon.revoked.stream().map(Messages.Revocation::grant).toList());
    }

    @Test
    void aSignedOutSessionsStreamsEndAtOnce() {
        house.revoker.ended(UserId.create(), "handle");
        assertEquals("handle", house.daemon.revoked.getFirst().session());
    }

    private List<io.ostler.panel.api.instance.Instances.Instance> list() {
        return house.instances
                .list(FakeAccess.administrator(), new Query(null, null, null, null, 50))
                .instances();
    }
}
