package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.InvitationStore;
import io.ostler.panel.api.store.InvitationStore.InvitationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link InvitationStore} must do. */
public abstract class InvitationStoreContractTest {
    private static final Instant CREATED = Instant.parse("2026-11-01T10:00:00.123Z");
    private static final Instant EXPIRES = CREATED.plusSeconds(3600);

    private final InstanceId instance = InstanceId.create();
    private final UserId inviter = UserId.create();

    private InvitationStore store;

    /** A store without invitations; asked before each test. */
    protected abstract InvitationStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    private InvitationRecord invitation(String id, @Nullable InstanceId to, int uses) {
        return new InvitationRecord(
                id,
                "hash of " + id,
                inviter,
                to,
                Set.of(Permission.INSTANCE_VIEW, Permission.FILES_READ),
                to == null ? RoleId.USER : null,
                to == null ? List.of() : List.of(new Rule("a b/c", FileAccess.READ)),
                to == null ? null : EXPIRES.plusSeconds(9),
                to == null,
                CREATED,
                EXPIRES,
                uses,
                0);
    }

    @Test
    void anInvitationComesBackAsStored() {
        var one = invitation("one", instance, 1);
        var two = invitation("two", null, 5);
        store.insert(one);
        store.insert(two);
        assertEquals(Optional.of(one), store.find("one"));
        assertEquals(Optional.of(two), store.findBySecretHash("hash of two"));
        assertEquals(Optional.empty(), store.findBySecretHash("two"));
        assertEquals(List.of(one), store.list(instance));
        assertEquals(List.of(two), store.list(null));
        assertEquals(List.of(), store.list(InstanceId.create()));
    }

    @Test
    void ofManyAtOnceNoMoreWinThanThereAreUses() throws Exception {
        store.insert(invitation("one", instance, 3));
        var won = AtOnce.run(12, () -> store.use("one", CREATED));
        assertEquals(3, won.stream().filter(w -> w).count());
        assertEquals(3, store.find("one").orElseThrow().used());
    }

    @Test
    void aUseIsGivenBack() {
        store.insert(invitation("one", instance, 1));
        assertTrue(store.use("one", CREATED));
        assertFalse(store.use("one", CREATED));
        store.giveBack("one");
        store.giveBack("one");
        assertEquals(0, store.find("one").orElseThrow().used());
        assertTrue(store.use("one", CREATED));
    }

    @Test
    void whatIsExpiredOrGoneIsNotUsed() {
        store.insert(invitation("one", instance, 1));
        assertFalse(store.use("one", EXPIRES));
        assertFalse(store.use("two", CREATED));
        assertTrue(store.delete("one"));
        assertFalse(store.delete("one"));
        assertFalse(store.use("one", CREATED));
    }

    @Test
    void manyGoTogether() {
        store.insert(invitation("one", instance, 1));
        store.insert(invitation("two", null, 1));
        store.deleteAll(null, null, InstanceId.create());
        store.deleteAll(EXPIRES, UserId.create(), null);
        assertTrue(store.find("one").isPresent());
        store.deleteAll(null, null, instance);
        assertEquals(Optional.empty(), store.find("one"));
        assertTrue(store.find("two").isPresent());
        store.deleteAll(null, inviter, null);
        assertEquals(Optional.empty(), store.find("two"));
        store.insert(invitation("three", null, 1));
        store.deleteAll(EXPIRES.plusMillis(1), null, null);
        assertEquals(Optional.empty(), store.find("three"));
    }
}
