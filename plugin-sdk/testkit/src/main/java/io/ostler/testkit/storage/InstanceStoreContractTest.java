package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InstanceStore;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceStore} must do. */
public abstract class InstanceStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-06-30T23:59:59.999Z");

    private InstanceStore store;

    /** A store without instances; asked before each test. */
    protected abstract InstanceStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void anInstanceComesBackAsItWasStored() {
        var owned = new InstanceRecord(InstanceId.create(), NodeId.create(), UserId.create(), NOW);
        var free = new InstanceRecord(InstanceId.create(), NodeId.create(), null, NOW);
        store.insert(owned);
        store.insert(free);
        assertEquals(Optional.of(owned), store.find(owned.id()));
        assertEquals(Optional.of(free), store.find(free.id()));
        assertEquals(Set.of(owned, free), Set.copyOf(store.list()));
        assertEquals(2, store.list().size());
    }

    @Test
    void anIdentityIsNeverStoredTwice() {
        var instance = new InstanceRecord(InstanceId.create(), NodeId.create(), null, NOW);
        store.insert(instance);
        var refused = assertThrows(OstlerException.class, () -> store.insert(instance));
        assertEquals(ErrorCode.CONFLICT, refused.code());
    }

    @Test
    void theOwnerComesAndGoes() {
        var free = new InstanceRecord(InstanceId.create(), NodeId.create(), null, NOW);
        store.insert(free);
        var owned = new InstanceRecord(free.id(), free.node(), UserId.create(), NOW);
        assertTrue(store.update(owned));
        assertEquals(Optional.of(owned), store.find(free.id()));
        assertTrue(store.update(free));
        assertEquals(Optional.of(free), store.find(free.id()));
    }

    @Test
    void itGoesToTheTrashAndComesBack() {
        var there = new InstanceRecord(InstanceId.create(), NodeId.create(), UserId.create(), NOW);
        store.insert(there);
        var deleted = new InstanceRecord(there.id(), there.node(), there.owner(), NOW, NOW.plusSeconds(1));
        assertTrue(store.update(deleted));
        assertEquals(Optional.of(deleted), store.find(there.id()));
        assertTrue(store.update(there));
        assertEquals(List.of(there), store.list());
    }

    @Test
    void anUpdateOfNothingChangesNothing() {
        assertFalse(store.update(new InstanceRecord(InstanceId.create(), NodeId.create(), null, NOW)));
        assertEquals(List.of(), store.list());
    }

    @Test
    void aDeletedInstanceIsGone() {
        var instance = new InstanceRecord(InstanceId.create(), NodeId.create(), null, NOW);
        store.insert(instance);
        assertTrue(store.delete(instance.id()));
        assertFalse(store.delete(instance.id()));
        assertEquals(Optional.empty(), store.find(instance.id()));
    }
}
