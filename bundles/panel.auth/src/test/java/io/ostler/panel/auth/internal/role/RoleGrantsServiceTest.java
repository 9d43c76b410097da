package io.ostler.panel.auth.internal.role;

import static io.ostler.panel.auth.internal.role.RightsHouse.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleGrantsServiceTest {
    private final RightsHouse house = new RightsHouse();
    private final MemoryNodes nodes = new MemoryNodes(house.node);
    private final RoleGrantsService grants = service();
    private final Caller mika = house.person("mika", RoleId.USER);

    private RoleGrantsService service() {
        return new RoleGrantsService(
                house.rights.access, house.rules, house.rights.grants, house.people.users, nodes, house::tell);
    }

    @AfterEach
    void close() {
        grants.close();
        house.close();
    }

    @Test
    void aRoleIsGivenAndTaken() {
        var given = grants.give(house.administrator, mika.user(), RoleId.OPERATOR, house.node, null);
        assertEquals(List.of(given), grants.of(house.administrator, mika.user()));
        assertEquals(List.of(Set.of(mika.user())), house.told);
        grants.take(house.administrator, mika.user(), given.id());
        assertEquals(List.of(), grants.of(house.administrator, mika.user()));
        assertEquals(2, house.told.size());
        assertFails(ErrorCode.NOT_FOUND, () -> grants.take(house.administrator, mika.user(), given.id()));
        assertEquals(List.of(), house.people.grantStore.list());
    }

    @Test
    void anothersGrantIsNotFoundUnderAWrongName() {
        var given = grants.give(house.administrator, mika.user(), RoleId.OPERATOR, null, null);
        assertFails(
                ErrorCode.NOT_FOUND, () -> grants.take(house.administrator, house.administrator.user(), given.id()));
    }

    @Test
    void nobodyGivesWhatTheyLackAndNobodyMoreThanTheirNode() {
        var manager = house.person("mona", house.role("Manager", Permission.USER_MANAGE, Permission.INSTANCE_VIEW));
        var other = house.person("otto", new RoleId("none"));
        assertFails(ErrorCode.FORBIDDEN, () -> grants.give(manager, other.user(), RoleId.OPERATOR, house.node, null));
        house.rights.grants.add(new RoleGrant("g1", manager.user(), RoleId.OPERATOR, house.node, null));
        assertFails(ErrorCode.FORBIDDEN, () -> grants.give(manager, other.user(), RoleId.OPERATOR, null, null));
        var given = grants.give(manager, other.user(), RoleId.OPERATOR, house.node, null);
        grants.take(manager, other.user(), given.id());
        // Not even themselves.
        assertFails(ErrorCode.FORBIDDEN, () -> grants.give(manager, manager.user(), RoleId.ADMINISTRATOR, null, null));
    }

    @Test
    void nobodyChangesWhoHoldsMore() {
        var manager = house.person("mona", house.role("Manager", Permission.USER_MANAGE, Permission.INSTANCE_VIEW));
        var seen = house.role("Seeing", Permission.INSTANCE_VIEW);
        assertFails(ErrorCode.FORBIDDEN, () -> grants.give(manager, house.administrator.user(), seen, null, null));
        var given = grants.give(house.administrator, mika.user(), RoleId.OPERATOR, null, null);
        assertFails(ErrorCode.FORBIDDEN, () -> grants.take(manager, mika.user(), given.id()));
    }

    @Test
    void onlyForWhatExistsAndForATimeThatComes() {
        var root = house.administrator;
        var now = house.people.clock.instant();
        assertFails(ErrorCode.NOT_FOUND, () -> grants.give(root, UserId.create(), RoleId.USER, null, null));
        assertFails(ErrorCode.NOT_FOUND, () -> grants.give(root, mika.user(), RoleId.USER, NodeId.create(), null));
        assertFails(ErrorCode.INVALID_REQUEST, () -> grants.give(root, mika.user(), new RoleId("gone"), null, null));
        assertFails(ErrorCode.INVALID_REQUEST, () -> grants.give(root, mika.user(), RoleId.USER, null, now));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                () -> grants.give(root, mika.user(), RoleId.USER, null, Instant.parse("+100000-01-01T00:00:00Z")));
        assertFails(ErrorCode.FORBIDDEN, () -> grants.give(mika, mika.user(), RoleId.USER, null, null));
        assertFails(ErrorCode.FORBIDDEN, () -> grants.of(mika, mika.user()));
    }

    @Test
    void thereIsAMostForEachAccount() {
        for (int i = 0; i < io.ostler.panel.api.access.RoleGrants.MOST_OF_A_USER; i++) {
            grants.give(house.administrator, mika.user(), RoleId.READ_ONLY, null, null);
        }
        assertFails(
                ErrorCode.VALUE_OUT_OF_RANGE,
                () -> grants.give(house.administrator, mika.user(), RoleId.READ_ONLY, null, null));
    }

    @Test
    void whatAnotherPanelGaveAndTookHoldsHere() {
        var store = house.people.grantStore;
        var book = new GrantBook(store, InstantSource.system());
        store.insert(new RoleGrant("g1", mika.user(), RoleId.OPERATOR, null, null));
        store.insert(new RoleGrant("g2", house.administrator.user(), RoleId.USER, null, null));
        assertEquals(Set.of(mika.user(), house.administrator.user()), book.reread());
        assertEquals(Set.of(), book.reread());
        store.delete("g1");
        assertEquals(Set.of(mika.user()), book.reread());
        assertEquals(List.of(), book.of(mika.user()));
    }

    @Test
    void whatRestsOnAGrantEndsWithItAlsoAfterARestart() throws Exception {
        var told = new CountDownLatch(2);
        var book = new GrantBook(house.people.grantStore, InstantSource.system());
        var soon = Instant.now().plus(Duration.ofMillis(300));
        house.people.grantStore.insert(new RoleGrant("g1", mika.user(), RoleId.OPERATOR, null, soon));
        house.people.grantStore.insert(
                new RoleGrant("g2", house.administrator.user(), RoleId.USER, null, soon.minusSeconds(60)));
        house.people.grantStore.insert(new RoleGrant("g3", mika.user(), RoleId.READ_ONLY, null, null));
        book.reread();
        try (var ends = new GrantEnds(book, users -> users.forEach(user -> told.countDown()))) {
            ends.lookAgain();
            assertTrue(told.await(60, TimeUnit.SECONDS));
            assertFalse(Instant.now().isBefore(soon));
            assertEquals(
                    List.of("g3"),
                    book.of(mika.user()).stream().map(RoleGrant::id).toList());
        }
    }

    @Test
    void theyGoWithAccountAndNode() {
        grants.give(house.administrator, mika.user(), RoleId.OPERATOR, house.node, null);
        grants.give(house.administrator, mika.user(), RoleId.READ_ONLY, null, null);
        house.rights.roles.forget(house.node);
        assertEquals(1, grants.of(house.administrator, mika.user()).size());
        house.rights.roles.forget(mika.user());
        assertEquals(List.of(), house.people.grantStore.list());
        assertEquals(List.of(), house.rights.grants.of(mika.user()));
    }
}
