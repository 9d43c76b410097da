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
import io.ostler.panel.api.store.MemberStore;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MemberStore} must do. */
public abstract class MemberStoreContractTest {
    private final InstanceId instance = InstanceId.create();
    private final UserId user = UserId.create();

    private MemberStore store;

    /** A store without members; asked before each test. */
    protected abstract MemberStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    private MemberRecord member(Set<Permission> permissions, Rule... paths) {
        return new MemberRecord(instance, user, permissions, List.of(paths));
    }

    @Test
    void aMemberComesBackAsStored() {
        var member = member(
                Set.of(Permission.INSTANCE_VIEW, Permission.FILES_READ),
                new Rule("", FileAccess.HIDE),
                new Rule("my world/région 名", FileAccess.READ),
                new Rule("READ me", FileAccess.WRITE));
        store.put(member);
        assertEquals(List.of(member), store.list());
    }

    @Test
    void aMemberWithoutRulesComesBackAsStored() {
        var member = member(Set.of(Permission.INSTANCE_VIEW));
        store.put(member);
        assertEquals(List.of(member), store.list());
    }

    @Test
    void roleAndEndComeBackAsStored() {
        var member = new MemberRecord(
                instance,
                user,
                Set.of(Permission.INSTANCE_VIEW),
                List.of(),
                new RoleId("helpers"),
                Instant.parse("2026-12-01T10:00:00.123Z"));
        store.put(member(Set.of(Permission.INSTANCE_POWER)));
        store.put(member);
        assertEquals(List.of(member), store.list());
        var without = member(Set.of(Permission.INSTANCE_VIEW));
        store.put(without);
        assertEquals(List.of(without), store.list());
    }

    @Test
    void permissionsOfPluginsAreKeptByName() {
        var member = member(Set.of(
                Permission.INSTANCE_VIEW,
                new Permission("maps-of-others.draw", Permission.Reach.OWNER, Permission.About.INSTANCE)));
        store.put(member);
        assertEquals(List.of(member), store.list());
    }

    @Test
    void theSameMemberIsReplaced() {
        store.put(member(Set.of(Permission.INSTANCE_VIEW), new Rule("a", FileAccess.READ)));
        var next = member(Set.of(Permission.INSTANCE_VIEW, Permission.INSTANCE_POWER));
        store.put(next);
        assertEquals(List.of(next), store.list());
    }

    @Test
    void onlyTheNamedOneIsDeleted() {
        var other = new MemberRecord(instance, UserId.create(), Set.of(Permission.INSTANCE_VIEW), List.of());
        store.put(member(Set.of(Permission.INSTANCE_VIEW)));
        store.put(other);
        assertTrue(store.delete(instance, user));
        assertFalse(store.delete(instance, user));
        assertEquals(List.of(other), store.list());
    }
}
