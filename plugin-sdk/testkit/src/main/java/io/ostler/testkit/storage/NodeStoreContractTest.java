package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.NodeStore.EnrolmentRecord;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link NodeStore} must do. */
public abstract class NodeStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.001Z");

    private NodeStore store;

    /** A store without nodes and enrolments; asked before each test. */
    protected abstract NodeStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void aNodeComesBackAsItWasStored() {
        var node = node("Berlin 1", List.of("https://a.example:9401", "http://10.0.0.1:9401"));
        store.insert(node);
        assertEquals(Optional.of(node), store.find(node.id()));
        assertEquals(List.of(node), store.list());
    }

    @Test
    void theLocalNodeHasNeitherKeyNorAddress() {
        var node = new NodeRecord(NodeId.create(), "here", "", List.of(), NOW);
        store.insert(node);
        assertEquals(Optional.of(node), store.find(node.id()));
    }

    @Test
    void aNameIsTakenOnce() {
        var first = node("first", List.of());
        store.insert(first);
        assertFails(ErrorCode.NAME_TAKEN, () -> store.insert(node("first", List.of())));
        var second = node("second", List.of());
        store.insert(second);
        assertFails(ErrorCode.NAME_TAKEN, () -> store.update(named(second, "first")));
        assertFails(ErrorCode.CONFLICT, () -> store.insert(named(first, "third")));
    }

    @Test
    void anUpdateReplacesTheWholeRecord() {
        var node = node("one", List.of("http://a:1"));
        store.insert(node);
        var changed = new NodeRecord(node.id(), "two", "other key", List.of("http://b:2", "http://c:3"), NOW);
        assertTrue(store.update(changed));
        assertEquals(Optional.of(changed), store.find(node.id()));
        assertFalse(store.update(node("three", List.of())));
    }

    @Test
    void aDeletedNodeIsGone() {
        var node = node("one", List.of());
        store.insert(node);
        assertTrue(store.delete(node.id()));
        assertFalse(store.delete(node.id()));
        assertEquals(Optional.empty(), store.find(node.id()));
    }

    @Test
    void anAddressWithALineBreakIsRefused() {
        assertFails(ErrorCode.INVALID_REQUEST, () -> store.insert(node("one", List.of("http://a\nhttp://b"))));
    }

    @Test
    void anEnrolmentIsTakenOnceAndComesBackAsItWasStored() {
        var enrolment = new EnrolmentRecord("key-hash", "Berlin", NOW, NOW.plusSeconds(3600));
        store.insertEnrolment(enrolment);
        assertEquals(List.of(enrolment), store.listEnrolments());
        assertEquals(Optional.of(enrolment), store.takeEnrolment("key-hash", NOW.plusSeconds(3599)));
        assertEquals(Optional.empty(), store.takeEnrolment("key-hash", NOW));
        assertEquals(List.of(), store.listEnrolments());
    }

    @Test
    void anExpiredEnrolmentIsNotGiven() {
        store.insertEnrolment(new EnrolmentRecord("key-hash", null, NOW, NOW.plusSeconds(60)));
        assertEquals(Optional.empty(), store.takeEnrolment("key-hash", NOW.plusSeconds(60)));
    }

    @Test
    void ofManyWhoTakeAnEnrolmentAtOnceExactlyOneGetsIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            var hash = "key-hash-" + round;
            store.insertEnrolment(new EnrolmentRecord(hash, null, NOW, NOW.plusSeconds(60)));
            var taken = AtOnce.run(8, () -> store.takeEnrolment(hash, NOW).isPresent());
            assertEquals(1, taken.stream().filter(t -> t).count());
        }
    }

    @Test
    void anEnrolmentCanBeWithdrawn() {
        store.insertEnrolment(new EnrolmentRecord("key-hash", null, NOW, NOW.plusSeconds(60)));
        assertTrue(store.deleteEnrolment("key-hash"));
        assertFalse(store.deleteEnrolment("key-hash"));
        assertEquals(Optional.empty(), store.takeEnrolment("key-hash", NOW));
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }

    private static NodeRecord node(String name, List<String> addresses) {
        return new NodeRecord(NodeId.create(), name, "MCowBQYDK2VwAyEA", addresses, NOW);
    }

    private static NodeRecord named(NodeRecord node, String name) {
        return new NodeRecord(node.id(), name, node.publicKey(), node.addresses(), node.enrolled());
    }
}
