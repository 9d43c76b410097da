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
import io.ostler.panel.api.access.UserFilter;
import io.ostler.panel.api.access.UserSort;
import io.ostler.panel.api.access.Users.Change;
import io.ostler.panel.api.access.Users.Query;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.FakeSessions;
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
        assertEquals(1, house.userStore.list().size());
    }

    @Test
    void whoIsDeletedIsNobodyAtAProviderAnyMore() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var nora = users.create(root, "nora", "long enough", RoleId.USER);
        for (var user : List.of(mika, nora)) {
            for (var provider : List.of("one", "two")) {
                house.identityStore.insert(new IdentityRecord(
                        provider, user.name(), user.id(), user.name(), null, null, Instant.EPOCH, null));
            }
        }
        users.delete(root, mika.id());
        assertEquals(List.of(), house.identityStore.of(mika.id()));
        assertEquals(Optional.empty(), house.identityStore.find("one", "mika"));
        assertEquals(2, house.identityStore.of(nora.id()).size());
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
        assertEquals(List.of(second.id()), house.rights.changed);
        assertEquals(List.of(), house.sessions.ended);
    }

    @Test
    void aRoleThatDoesNotExistIsGivenToNobody() {
        var missing = new RoleId("missing");
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> users.create(root, "mika", "long enough", missing)));
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> users.change(root, mika.id(), new Change(missing, null, null))));
        assertEquals(RoleId.USER, users.find(root, mika.id()).orElseThrow().role());
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
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(() -> users.page(caller, new Query(UserFilter.ALL, UserSort.NAME, false, null, 10))));
        assertEquals(
                ErrorCode.FORBIDDEN,
                refusal(() -> users.change(caller, mika.id(), new Change(RoleId.ADMINISTRATOR, null, null))));
        assertEquals(
                ErrorCode.FORBIDDEN, refusal(() -> users.create(caller, "other", "long enough", RoleId.ADMINISTRATOR)));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.delete(caller, mika.id())));
    }

    private static Change profile(String name, String email, Long revision) {
        return new Change(null, null, null, name, email, null, null, revision);
    }

    @Test
    void aProfileIsChangedWhereItStillIsTheOneThatWasSeen() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var changed = users.change(root, mika.id(), profile(" Mika M. ", "mika@example.org", mika.revision()));
        assertEquals("Mika M.", changed.details().displayName());
        assertEquals(
                ErrorCode.PRECONDITION_FAILED,
                refusal(() -> users.change(root, mika.id(), profile("Other", null, mika.revision()))));
        assertEquals(List.of(), house.sessions.ended);
        assertEquals(List.of(), house.daemon.revoked);
        users.create(root, "theo", "long enough", RoleId.USER);
        var theo = house.userStore.findByName("theo").orElseThrow().id();
        assertEquals(
                ErrorCode.EMAIL_TAKEN,
                refusal(() -> users.change(root, theo, profile(null, "MIKA@example.org", null))));
        for (var email : List.of("nonsense", "a b@c", "a@b@c", "<a@b>", "a@b\u202e", "x".repeat(250) + "@b.de")) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST, refusal(() -> users.change(root, theo, profile(null, email, null))));
        }
        for (var name : List.of("line\nbreak", "turn\u202eed", "x".repeat(101))) {
            assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> users.change(root, theo, profile(name, null, null))));
        }
        assertEquals(
                null,
                users.change(root, mika.id(), profile("", "", null)).details().email());
    }

    @Test
    void aBanHasAReasonAndAnEnd() {
        users.create(root, "first", "long enough", RoleId.ADMINISTRATOR);
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var until = Instant.now().plusSeconds(3600);
        var banned = users.change(root, mika.id(), new Change(null, true, null, null, null, "spam", until, null));
        assertEquals("spam", banned.details().banReason());
        assertTrue(house.daemon.revoked.stream().anyMatch(revoked -> mika.id().equals(revoked.user())));
        var past = new Change(null, true, null, null, null, null, Instant.now().minusSeconds(1), null);
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> users.change(root, mika.id(), past)));
        var enabled = users.change(root, mika.id(), new Change(null, false, null));
        assertEquals(null, enabled.details().banReason());
        assertEquals(null, enabled.details().disabledUntil());
    }

    @Test
    void pagesSayHowManyInstancesSomebodyOwns() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var id = InstanceId.create();
        house.records.add(new InstanceRecord(id, NodeId.create(), mika.id(), Instant.EPOCH));
        var page = users.page(root, new Query(UserFilter.ALL, UserSort.NAME, false, null, 10));
        assertEquals(1, page.users().getFirst().instances());
        assertEquals(1, page.total());
        assertEquals(List.of(id), users.instances(root, mika.id()).owned());
    }

    @Test
    void sessionsOfOthersAreSeenAndEndedByManagersAlone() {
        var mika = users.create(root, "mika", "long enough", RoleId.USER);
        var theo = users.create(root, "theo", "long enough", RoleId.USER);
        house.sessions.live.add(FakeSessions.session(mika.id(), "s-1", RoleId.USER));
        assertEquals(1, users.sessions(root, mika.id()).size());
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> users.endSessions(root, theo.id(), "s-1")));
        users.endSessions(root, mika.id(), "s-1");
        assertEquals(List.of("s-1"), house.sessions.ended);
        var caller = FakeAccess.user(mika.id());
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.sessions(caller, theo.id())));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.endSessions(caller, theo.id(), null)));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> users.instances(caller, theo.id())));
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
