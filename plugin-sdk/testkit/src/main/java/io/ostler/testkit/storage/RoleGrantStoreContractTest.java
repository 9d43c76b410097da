package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.RoleGrantStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RoleGrantStore} must do. */
public abstract class RoleGrantStoreContractTest {
    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);

    private final UserId user = UserId.create();
    private final NodeId node = NodeId.create();
    private final RoleGrant everywhere = new RoleGrant("a", user, RoleId.OPERATOR, null, null);
    private final RoleGrant onNode = new RoleGrant("b", user, RoleId.OPERATOR, node, null);
    private final RoleGrant forATime = new RoleGrant("c", UserId.create(), RoleId.READ_ONLY, node, THEN);

    private RoleGrantStore store;

    /** A store without grants; asked before each test. */
    protected abstract RoleGrantStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
        store.insert(everywhere);
        store.insert(onNode);
        store.insert(forATime);
    }

    @Test
    void grantsComeBackAsStored() {
        assertEquals(List.of(everywhere, onNode, forATime), store.list());
    }

    @Test
    void onlyTheNamedOneIsDeleted() {
        assertTrue(store.delete("b"));
        assertFalse(store.delete("b"));
        assertEquals(List.of(everywhere, forATime), store.list());
    }

    @Test
    void theyGoWithTheirAccount() {
        store.deleteOf(user);
        assertEquals(List.of(forATime), store.list());
    }

    @Test
    void theyGoWithTheirNode() {
        store.deleteOn(node);
        assertEquals(List.of(everywhere), store.list());
    }

    @Test
    void whatHasEndedIsDeletedAndNothingElse() {
        store.deleteEnded(THEN.minusMillis(1));
        assertEquals(3, store.list().size());
        store.deleteEnded(THEN);
        assertEquals(List.of(everywhere, onNode), store.list());
    }
}
