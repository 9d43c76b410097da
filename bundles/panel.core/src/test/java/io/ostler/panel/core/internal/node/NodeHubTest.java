package io.ostler.panel.core.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    void aDoorThatOpensAfterTheHelloIsHeardOf() {
        var at = Instant.parse("2026-01-01T00:00:00Z");
        house.link
                .events()
                .nodeSample(new Messages.NodeSample(at, 0, 1, 2, 1, 2, new Messages.SftpDoor(4321, "SHA256:x")));
        house.link.events().nodeSample(new Messages.NodeSample(at, 0, 1, 2, 1, 2));
        var hello = house.registry.get(FakeAccess.administrator(), house.node).hello();
        assertEquals(new Messages.SftpDoor(4321, "SHA256:x"), hello.sftp());
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
        house.sessions.live.add(FakeSessions.session(mika, "live", RoleId.USER));
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
    void onlyRevocationsOnAnInstanceTellTheirTime() {
        house.revoker.ended(UserId.create(), "handle");
        house.revoker.revoke(UserId.create(), null);
        house.revoker.revoke(UserId.create(), InstanceId.create());
        assertEquals(
                List.of(false, false, true),
                house.daemon.revoked.stream().map(r -> r.at() != null).toList());
    }

    @Test
    void aSignedOutSessionsStreamsEndAtOnce() {
        house.revoker.ended(UserId.create(), "handle");
        assertEquals("handle", house.daemon.revoked.getFirst().session());
    }

    @Test
    void sftpSessionsRestOnAccountAndKey() {
        var mika = UserId.create();
        var hers = InstanceId.create();
        house.userStore.insert(new UserRecord(mika, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(hers, house.node, mika, Instant.EPOCH));
        house.keyStore.insert(new SshKey("k1", mika, "laptop", "ssh-ed25519 A", "SHA256:a", Instant.EPOCH, null));
        house.daemon.open = List.of(
                new Grant("password", TicketScope.SFTP, hers, mika, "door-" + mika),
                new Grant("key", TicketScope.SFTP, hers, mika, "key-k1"),
                new Grant("removed-key", TicketScope.SFTP, hers, mika, "key-k2"),
                new Grant("gone", TicketScope.SFTP, hers, UserId.create(), "door-x"));
        house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertEquals(
                List.of("removed-key", "gone"),
                house.daemon.revoked.stream().map(Messages.Revocation::grant).toList());
    }

    @Test
    void aRevocationIsSaidUntilItIsAcknowledged() {
        house.daemon.refusedRevocations = 2;
        house.revoker.revoke(UserId.create(), null);
        assertEquals(1, house.daemon.revoked.size());
        house.later.remove().run();
        house.later.remove().run();
        assertEquals(3, house.daemon.revoked.size());
        assertTrue(house.later.isEmpty());
        house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertEquals(3, house.daemon.revoked.size());
    }

    @Test
    void whatALostLinkLeftOpenIsSaidToTheNext() {
        var user = UserId.create();
        house.daemon.refusedRevocations = 1;
        house.revoker.revoke(user, null);
        house.link.lost("LINK_LOST");
        house.later.remove().run();
        assertEquals(1, house.daemon.revoked.size());
        house.revoker.revoke(user, InstanceId.create());
        house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertEquals(3, house.daemon.revoked.size());
        assertEquals(user, house.daemon.revoked.getLast().user());
    }

    @Test
    void aSignInReachesWhoeverChecksIt() {
        var login = new Messages.DoorLogin("mika.x", "secret", null, true, "192.0.2.1", "sftp");
        var without = assertThrows(CompletionException.class, () -> signIn(login));
        assertEquals(ErrorCode.CAPABILITY_MISSING, ((OstlerException) without.getCause()).code());
        var asked = new ArrayList<NodeId>();
        house.signIns.setLogins((node, sent) -> {
            asked.add(node);
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_FAILED));
        });
        var refused = assertThrows(CompletionException.class, () -> signIn(login));
        assertEquals(ErrorCode.LOGIN_FAILED, ((OstlerException) refused.getCause()).code());
        assertEquals(List.of(house.node), asked);
    }

    private void signIn(Messages.DoorLogin login) {
        house.link.events().signIn(login).join();
    }

    @Test
    void aNodeThatIsGoneForGoodIsForgottenWithItsInstances() {
        var root = FakeAccess.administrator();
        var remote = NodeId.create();
        house.table.add(new NodeRecord(remote, "remote", "key", List.of("http://192.0.2.7:9401"), Instant.EPOCH));
        var game = Samples.snapshot("game", 1);
        var link = house.hub.linked(remote, Samples.hello(remote, game), new FakeDaemon().api());
        assertEquals(ErrorCode.NODE_HAS_INSTANCES, refusal(() -> house.registry.remove(root, remote)));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> house.registry.forget(root, remote)));
        link.lost("LINK_LOST");
        assertEquals(ErrorCode.NODE_HAS_INSTANCES, refusal(() -> house.registry.remove(root, remote)));
        assertEquals(
                ErrorCode.NOT_FOUND, refusal(() -> house.registry.forget(FakeAccess.user(UserId.create()), remote)));
        house.registry.forget(root, remote);
        assertFalse(house.records.exists(game.id()));
        assertTrue(house.nodeStore.find(remote).isEmpty());
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.registry.get(root, remote)));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> house.registry.forget(root, house.node)));
    }

    private static ErrorCode refusal(org.junit.jupiter.api.function.Executable attempt) {
        return assertThrows(OstlerException.class, attempt).code();
    }

    private List<io.ostler.panel.api.instance.Instances.Instance> list() {
        return house.instances
                .list(FakeAccess.administrator(), new Query(null, null, null, null, 50))
                .instances();
    }
}
