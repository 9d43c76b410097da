package io.ostler.panel.core.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another panel writes into the stores, told row by row, and found when news were missed. */
class SharedTablesTest {
    private final House house = new House();
    private final UserId owner = UserId.create();
    private final UserId friend = UserId.create();
    private final InstanceId id = InstanceId.create();
    private final SharedTables shared = new SharedTables(
            house.table,
            new NodeLeaving(
                    house.table,
                    house.directory,
                    house.memory,
                    house.taskTable,
                    house.findings,
                    house.revoker,
                    house.rights,
                    house.events),
            house.directory,
            house.memberRecords,
            house.expiry,
            house.labelRecords,
            house.names,
            house.change,
            house.events);

    @BeforeEach
    void instance() {
        house.records.add(new InstanceRecord(id, house.node, owner, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("game"), 1));
        house.daemon.revoked.clear();
    }

    private void tell(boolean missed, String table, String key) {
        if (missed) {
            shared.changed("", null);
        } else {
            shared.changed(table, key);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void membersComeAndGoWithTheirStreams(boolean missed) {
        house.memberStore.put(new MemberRecord(id, friend, Set.of(Permission.CONSOLE_READ), List.of()));
        tell(missed, "ostler_member", id.value());
        assertTrue(house.memberRecords.find(friend, id).isPresent());
        house.memberStore.delete(id, friend);
        house.daemon.revoked.clear();
        tell(missed, "ostler_member", id.value());
        assertTrue(house.memberRecords.find(friend, id).isEmpty());
        assertTrue(house.daemon.revoked.toString().contains(friend.value()), house.daemon.revoked::toString);
        house.daemon.revoked.clear();
        tell(missed, "ostler_member", id.value());
        assertEquals(List.of(), List.copyOf(house.daemon.revoked));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFormerOwnerLosesTheirStreams(boolean missed) {
        house.instanceStore.update(new InstanceRecord(id, house.node, friend, Instant.EPOCH));
        tell(missed, "ostler_instance", id.value());
        assertEquals(Optional.of(friend), house.records.ownerOf(id));
        assertTrue(house.daemon.revoked.toString().contains(owner.value()), house.daemon.revoked::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsDeletedIsListedNoMore(boolean missed) {
        house.instanceStore.delete(id);
        tell(missed, "ostler_instance", id.value());
        assertFalse(house.records.exists(id));
        assertTrue(house.directory.find(id).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nodesComeAndGo(boolean missed) {
        var barn = new NodeRecord(NodeId.create(), "barn", "key", List.of("http://barn"), Instant.EPOCH);
        house.nodeStore.insert(barn);
        tell(missed, "ostler_node", barn.id().value());
        assertEquals(barn, house.table.find(barn.id()).orElseThrow().record());
        house.nodeStore.delete(barn.id());
        tell(missed, "ostler_node", barn.id().value());
        assertTrue(house.table.find(barn.id()).isEmpty());
        assertTrue(house.table.find(house.node).orElseThrow().link() != null, "the others stay linked");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void labelsFollow(boolean missed) {
        var labels = new Labels(List.of("night"), "", List.of(), 1);
        house.labelStore.put(id, labels);
        tell(missed, "ostler_label", id.value());
        assertEquals(labels, house.labelRecords.of(id));
    }
}
