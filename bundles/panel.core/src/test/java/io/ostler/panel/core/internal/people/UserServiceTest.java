package io.ostler.panel.core.internal.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Users.Change;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UserServiceTest {
    private final House house = new House();
    private final UserService users = house.users();
    private final Caller root = FakeAccess.administrator();

    @Test
    void theLastAdministratorStays() {
        var only = users.create(root, "first", "long enough", RoleId.ADMINISTRATOR);
        assertEquals(
                ErrorCode.LAST_ADMINISTRATOR,
                refusal(() -> users.change(root, only.id(), new Change(RoleId.USER, null, null))));
        assertEquals(
                ErrorCode.LAST_ADMINISTRATOR,
                refusal(() -> users.change(root, only.id(), new Change(null, true, null))));
        assertEquals(ErrorCode.LAST_ADMINISTRATOR, refusal(() -> users.delete(root, only.id())));
    }

    @Test
    void twoAdministratorsCannotRemoveEachOtherAtOnce() throws Exception {
        var one = users.create(root, "one", "long enough", RoleId.ADMINISTRATOR);
        var two = users.create(root, "two", "long enough", RoleId.ADMINISTRATOR);
        try (var executor = Executors.newFixedThreadPool(2)) {
            List<Callable<Object>> both = List.of(
                    Executors.callable(() -> tryDelete(one.id())), Executors.callable(() -> tryDelete(two.id())));
            for (var done : executor.invokeAll(both)) {
                done.get();
            }
        }
        assertEquals(1, users.list(root).size());
    }

    private void tryDelete(io.ostler.model.UserId id) {
        try {
            users.delete(root, id);
        } catch (OstlerException e) {
            assertEquals(ErrorCode.LAST_ADMINISTRATOR, e.code());
        }
    }

    @Test
    void whoeverLosesRightsLosesStreams() {
        users.create(root, "first", "long enough", RoleId.ADMINISTRATOR);
        var second = users.create(root, "second", "long enough", RoleId.ADMINISTRATOR);
        users.change(root, second.id(), new Change(RoleId.USER, null, null));
        assertEquals(second.id(), house.daemon.revoked.getFirst().user());
        assertEquals(List.of("all of " + second.id() + " but null"), house.sessions.ended);
    }

    @Test
    void aDeletedUsersInstancesStayWithoutAnOwner() {
        users.create(root, "first", "long enough", RoleId.ADMINISTRATOR);
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var id = InstanceId.create();
        house.records.add(new InstanceRecord(id, NodeId.create(), mika.id(), Instant.EPOCH));
        users.delete(root, mika.id());
        assertEquals(Optional.empty(), house.records.ownerOf(id));
        assertTrue(house.records.exists(id));
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var caller = FakeAccess.user(mika.id());
        assertEquals(ErrorCode.LOGIN_FAILED, refusal(() -> users.changeOwnPassword(caller, "wrong", "new and long")));
        users.changeOwnPassword(caller, "right", "new and long");
        assertEquals(List.of("all of " + mika.id() + " but s-user"), house.sessions.ended);
    }

    @Test
    void usersManageNobody() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var caller = FakeAccess.user(mika.id());
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.list(caller)));
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(() -> users.change(caller, mika.id(), new Change(RoleId.ADMINISTRATOR, null, null))));
        assertEquals(
                ErrorCode.FORBIDDEN, refusal(() -> users.create(caller, "other", "long enough", RoleId.ADMINISTRATOR)));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.delete(caller, mika.id())));
    }

    @Test
    void namesAreUniqueAndPlain() {
        users.create(root, "mika", "long enough", RoleId.USER);
        assertEquals(ErrorCode.NAME_TAKEN, refusal(() -> users.create(root, "MIKA", "long enough", RoleId.USER)));
        for (String name : List.of("", "a", "a b", "<b>", "x\n", "-x", "a".repeat(41))) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST, refusal(() -> users.create(root, name, "long enough", RoleId.USER)));
        }
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }
}
