package io.ostler.panel.core.internal.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Users.Change;
import io.ostler.panel.api.instance.Invitations.Order;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Abuse cases 13, 23, 27 and 29 on invitations. */
class InvitationServiceTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final House house = new House();
    private final InvitationService invitations = house.invitations();
    private final Caller root = FakeAccess.administrator();
    private final UserId ownerId = UserId.create();
    private final Caller owner = FakeAccess.user(ownerId);
    private final UserId friendId = UserId.create();
    private final Caller friend = FakeAccess.user(friendId);
    private final InstanceId id = InstanceId.create();

    @BeforeEach
    void people() {
        for (var person : List.of(person(ownerId, "owner", RoleId.USER), person(friendId, "friend", RoleId.USER))) {
            house.userStore.insert(person);
        }
        house.userStore.insert(person(root.user(), "root", RoleId.ADMINISTRATOR));
        house.userStore.insert(person(UserId.create(), "second", RoleId.ADMINISTRATOR));
        house.records.add(new InstanceRecord(id, house.node, ownerId, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("game"), 1));
    }

    private static UserRecord person(UserId id, String name, RoleId role) {
        return new UserRecord(id, name, role, false, "hash", Instant.EPOCH, null);
    }

    private Order order(int uses, boolean newAccount, Permission... permissions) {
        return new Order(id, Set.of(permissions), null, List.of(), null, newAccount, WEEK, uses);
    }

    private static Order account(@Nullable RoleId role) {
        return new Order(null, Set.of(), role, List.of(), null, true, WEEK, 1);
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    private void assertInvalid(String secret) {
        assertEquals(ErrorCode.INVITATION_INVALID, refusal(() -> invitations.look(secret, "::1")));
        assertEquals(ErrorCode.INVITATION_INVALID, refusal(() -> invitations.accept(friend, secret)));
        assertEquals(
                ErrorCode.INVITATION_INVALID,
                refusal(() -> invitations.acceptAsNew(secret, "newcomer", "long enough", "::2", "test")));
    }

    @Test
    void whoeverAcceptsMayDoWhatWasGivenAndNothingElse() {
        var made = invitations.make(
                owner,
                new Order(
                        id,
                        Set.of(Permission.FILES_READ),
                        null,
                        List.of(new Rule("secret", FileAccess.HIDE)),
                        Instant.now().plusSeconds(900),
                        false,
                        WEEK,
                        1));
        assertEquals("owner", invitations.look(made.secret(), "::1").inviter());
        assertEquals(id, invitations.accept(friend, made.secret()));
        var held = Permission.BUILT_IN.stream()
                .filter(p -> p.reach() != Permission.Reach.SELF)
                .filter(p -> house.access.allows(friend, p, id))
                .toList();
        assertEquals(List.of(Permission.INSTANCE_VIEW, Permission.FILES_READ), held);
        assertEquals(FileAccess.HIDE, house.levels.rights(friend, id).of("secret/a"));
        assertTrue(house.memberStore.list().getFirst().until() != null);
    }

    @Test
    void aLinkIsUsedOnce() {
        var made = invitations.make(owner, order(1, false, Permission.CONSOLE_READ));
        invitations.accept(friend, made.secret());
        assertInvalid(made.secret());
        assertEquals(1, invitations.list(owner, id).getFirst().used());
    }

    @Test
    void theSecretIsStoredNowhere() {
        var made = invitations.make(owner, order(1, false));
        var stored = house.invitationStore.all.values().iterator().next();
        assertFalse(stored.toString().contains(made.secret()));
        assertFalse(invitations.list(owner, id).toString().contains(stored.secretHash()));
    }

    @Test
    void ofManyWhoAcceptAtOnceNoMoreBecomeMembersThanThereAreUses() throws Exception {
        var made = invitations.make(owner, order(3, false, Permission.CONSOLE_READ));
        var people = IntStream.range(0, 200)
                .mapToObj(i -> person(UserId.create(), "person" + i, RoleId.USER))
                .toList();
        people.forEach(house.userStore::insert);
        List<Callable<Object>> attempts = people.stream()
                .map(person -> Executors.callable(() -> {
                    try {
                        invitations.accept(FakeAccess.user(person.id()), made.secret());
                    } catch (OstlerException e) {
                        assertTrue(Set.of(ErrorCode.INVITATION_INVALID, ErrorCode.LOGIN_THROTTLED)
                                .contains(e.code()));
                    }
                }))
                .toList();
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (var done : executor.invokeAll(attempts)) {
                done.get();
            }
        }
        assertEquals(3, house.memberStore.list().size());
    }

    @Test
    void whatDoesNotHoldFailsAlike() {
        assertInvalid("");
        assertInvalid("A".repeat(43));
        var revoked = invitations.make(owner, order(1, false));
        invitations.revoke(owner, id, revoked.invitation().id());
        assertInvalid(revoked.secret());
    }

    @Test
    void whoGuessesIsSlowedAndShutsNobodyOut() {
        var made = invitations.make(owner, order(1, false, Permission.CONSOLE_READ));
        ErrorCode last = ErrorCode.INVITATION_INVALID;
        for (int i = 0; i < 10; i++) {
            last = refusal(() -> invitations.look("B".repeat(43), "10.0.0.1"));
        }
        assertEquals(ErrorCode.LOGIN_THROTTLED, last);
        assertEquals("owner", invitations.look(made.secret(), "10.0.0.1").inviter());
    }

    @Test
    void nobodyInvitesToWhatTheyLack() {
        house.members.put(owner, id, "friend", Set.of(Permission.FILES_WRITE), List.of());
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> invitations.make(friend, order(1, false))));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> invitations.list(friend, id)));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> invitations.make(owner, order(1, true))));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> invitations.make(owner, account(RoleId.USER))));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> invitations.list(owner, null)));
        for (var permission : List.of(Permission.INSTANCE_MEMBERS, Permission.INSTANCE_EDIT, Permission.USER_MANAGE)) {
            assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> invitations.make(root, order(1, false, permission))));
        }
        assertEquals(
                ErrorCode.NOT_FOUND,
                refusal(() -> invitations.make(FakeAccess.user(UserId.create()), order(1, false))));
    }

    @Test
    void anInviterWhoLostTheRightInvitesNobody() {
        var made = invitations.make(owner, order(1, false, Permission.CONSOLE_READ));
        house.instances.changeOwner(root, id, friendId);
        assertEquals(ErrorCode.INVITATION_INVALID, refusal(() -> invitations.look(made.secret(), "::1")));
        house.instances.changeOwner(root, id, ownerId);
        house.users().change(root, ownerId, new Change(null, true, null));
        assertInvalid(made.secret());
        house.users().change(root, ownerId, new Change(null, false, null));
        assertEquals(id, invitations.accept(friend, made.secret()));
    }

    @Test
    void invitationsGoWithTheirInviter() {
        var made = invitations.make(owner, order(1, false));
        house.users().delete(root, ownerId);
        assertEquals(Set.of(), house.invitationStore.all.keySet());
        assertInvalid(made.secret());
    }

    @Test
    void aNewcomerMakesAnAccountWithJustTheRoleUser() {
        var made = invitations.make(root, order(1, true, Permission.CONSOLE_READ));
        invitations.acceptAsNew(made.secret(), "newcomer", "long enough", "::1", "test");
        var newcomer = house.userStore.findByName("newcomer").orElseThrow();
        assertEquals(RoleId.USER, newcomer.role());
        assertTrue(house.access.allows(FakeAccess.user(newcomer.id()), Permission.CONSOLE_READ, id));
    }

    @Test
    void whatComesToNothingCostsNoUse() {
        var made = invitations.make(root, order(1, true));
        assertEquals(
                ErrorCode.NAME_TAKEN,
                refusal(() -> invitations.acceptAsNew(made.secret(), "FRIEND", "long enough", "::1", "test")));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> invitations.acceptAsNew(made.secret(), "a b", "long enough", "::1", "test")));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> invitations.accept(owner, made.secret())));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> invitations.accept(root, made.secret())));
        assertEquals(0, invitations.list(root, id).getFirst().used());
        invitations.accept(friend, made.secret());
        assertEquals(4, house.userStore.list().size());
    }

    @Test
    void aMemberIsNotChangedByALink() {
        house.members.put(owner, id, "friend", Set.of(Permission.CONSOLE_READ), List.of());
        var made = invitations.make(owner, order(5, false, Permission.FILES_WRITE));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> invitations.accept(friend, made.secret())));
        assertFalse(house.access.allows(friend, Permission.FILES_WRITE, id));
    }

    @Test
    void accountsAreMadeWithTheRoleOfTheInvitation() {
        var made = invitations.make(root, account(RoleId.READ_ONLY));
        assertEquals(ErrorCode.CONFLICT, refusal(() -> invitations.accept(friend, made.secret())));
        invitations.acceptAsNew(made.secret(), "newcomer", "long enough", "::1", "test");
        assertEquals(
                RoleId.READ_ONLY,
                house.userStore.findByName("newcomer").orElseThrow().role());
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> invitations.make(root, account(null))));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> invitations.make(root, account(new RoleId("missing")))));
    }

    @Test
    void invitationsOfOneInstanceAreNotReachedByAnother() {
        var made = invitations.make(owner, order(1, false)).invitation();
        var other = InstanceId.create();
        house.records.add(new InstanceRecord(other, house.node, friendId, Instant.EPOCH));
        assertEquals(List.of(), invitations.list(friend, other));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> invitations.revoke(friend, other, made.id())));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> invitations.revoke(friend, id, made.id())));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> invitations.revoke(root, null, made.id())));
        assertEquals(1, invitations.list(owner, id).size());
    }
}
