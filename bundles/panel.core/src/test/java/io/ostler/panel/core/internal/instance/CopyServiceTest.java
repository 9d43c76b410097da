package io.ostler.panel.core.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.protocol.Care;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CopyServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final InstanceId id = InstanceId.create();

    @BeforeEach
    void oneInstance() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(id, house.node, mikaId, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("hers"), 1));
        house.labelRecords.put(id, List.of("pvp"), "notes", List.of("a"), -1);
        house.daemon.answers("deleteInstance", r -> new Messages.Done());
        house.daemon.answers(
                "restore", r -> Samples.snapshot(((Care.Ref) r).instance(), Samples.definition("hers"), 9));
        house.daemon.answers("purge", r -> new Messages.Done());
        house.daemon.answers(
                "cloneInstance",
                r -> Samples.task(((Care.CloneRequest) r).target(), root.user(), Tasks.State.RUNNING, 1));
    }

    private static void refused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(OstlerException.class, call).code());
    }

    @Test
    void aCopyHasPortsOfItsOwnAndNoEnd() {
        var ports =
                new LaunchOptions(null, List.of(), List.of(new InstancePort("game", InstancePort.Protocol.UDP, 25565)));
        house.link
                .events()
                .instanceChanged(Samples.snapshot(
                        id,
                        Samples.definition("hers")
                                .withLaunch(ports)
                                .withCare(CarePolicy.DEFAULT.withExpires(Instant.MAX)),
                        2));
        var begun = house.copies.copy(root, id, "second", true).join();
        var request = (Care.CloneRequest) house.daemon.requests.get("cloneInstance");
        assertEquals("second", request.definition().name());
        assertEquals(0, request.definition().launch().ports().getFirst().number());
        assertEquals(CarePolicy.DEFAULT, request.definition().care());
        assertTrue(request.withFiles());
        assertEquals(Optional.of(mikaId), house.records.ownerOf(begun.id()));
        assertEquals(List.of("pvp"), house.labelRecords.of(begun.id()).tags());
    }

    @Test
    void aRefusedCopyLeavesNoTrace() {
        house.daemon.answers("cloneInstance", r -> new OstlerException(ErrorCode.DISK_FULL));
        assertThrows(
                CompletionException.class,
                () -> house.copies.copy(root, id, "second", true).join());
        assertEquals(1, house.instanceStore.list().size());
        assertEquals(Set.of(id), house.labelStore.labels.keySet());
    }

    @Test
    void onlyAdministratorsCopyRestoreAndPurge() {
        refused(ErrorCode.FORBIDDEN, () -> house.copies.copy(mika, id, "second", true));
        refused(ErrorCode.NOT_FOUND, () -> house.copies.deleted(mika, house.node));
        refused(ErrorCode.NOT_FOUND, () -> house.copies.restore(mika, house.node, id));
        refused(ErrorCode.NOT_FOUND, () -> house.copies.purge(mika, house.node, id));
        var stranger = FakeAccess.user(UserId.create());
        refused(ErrorCode.NOT_FOUND, () -> house.copies.copy(stranger, id, "second", true));
    }

    @Test
    void whatIsDeletedIsNobodysUntilItIsBack() {
        house.instances.delete(root, id, true).join();
        assertFalse(house.records.exists(id));
        refused(ErrorCode.NOT_FOUND, () -> house.instances.get(mika, id));
        var back = house.copies.restore(root, house.node, id).join();
        assertEquals(mikaId, back.owner());
        assertEquals(List.of("pvp"), back.labels().tags());
        assertEquals(
                "hers", house.instances.get(mika, id).snapshot().definition().name());
    }

    @Test
    void itIsStillKnownAfterAStartOfThePanel() {
        house.instances.delete(root, id, true).join();
        var records = new InstanceRecords(house.instanceStore, house.memberRecords, new LabelRecords(house.labelStore));
        assertFalse(records.exists(id));
        assertFalse(records.claim(id, NodeId.create()));
        assertTrue(records.claim(id, house.node));
        assertEquals(Optional.of(mikaId), records.ownerOf(id));
    }

    @Test
    void aLateWordOfTheDaemonBringsNothingBack() {
        house.instances.delete(root, id, true).join();
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("hers"), 5));
        assertFalse(house.records.exists(id));
    }

    @Test
    void thePurgedIsForgotten() {
        house.instances.delete(root, id, true).join();
        house.copies.purge(root, house.node, id).join();
        assertTrue(house.instanceStore.list().isEmpty());
        assertTrue(house.labelStore.labels.isEmpty());
    }

    @Test
    void oneThatIsThereIsNotPurged() {
        refused(ErrorCode.NOT_FOUND, () -> house.copies.purge(root, house.node, id));
        assertTrue(house.records.exists(id));
    }

    @Test
    void aNodeTellsOnlyOfItsOwn() {
        house.records.add(new InstanceRecord(InstanceId.create(), NodeId.create(), mikaId, Instant.EPOCH));
        var other = house.instanceStore.list().stream()
                .filter(r -> !r.node().equals(house.node) && r.deleted() == null)
                .findFirst()
                .orElseThrow()
                .id();
        house.instances.delete(root, id, true).join();
        house.daemon.answers("deleted", r -> new Care.DeletedList(List.of(deleted(id), deleted(other))));
        var list = house.copies.deleted(root, house.node).join();
        assertEquals(List.of(id), list.stream().map(d -> d.deleted().instance()).toList());
        assertEquals("mika", list.getFirst().ownerName());
        refused(ErrorCode.NOT_FOUND, () -> house.copies.restore(root, house.node, other));
    }

    private static Care.Deleted deleted(InstanceId instance) {
        return new Care.Deleted(instance, "hers", "process", true, Instant.EPOCH, Instant.EPOCH);
    }
}
