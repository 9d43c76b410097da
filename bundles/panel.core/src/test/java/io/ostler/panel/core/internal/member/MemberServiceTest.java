package io.ostler.panel.core.internal.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.instance.Members.Grant;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse cases 27 to 29 on members. */
class MemberServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId ownerId = UserId.create();
    private final Caller owner = FakeAccess.user(ownerId);
    private final UserId friendId = UserId.create();
    private final Caller friend = FakeAccess.user(friendId);
    private final InstanceId id = InstanceId.create();
    private final InstanceId other = InstanceId.create();

    @BeforeEach
    void people() {
        house.userStore.insert(new UserRecord(ownerId, "owner", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.userStore.insert(
                new UserRecord(root.user(), "root", RoleId.ADMINISTRATOR, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(id, house.node, ownerId, Instant.EPOCH));
        house.records.add(new InstanceRecord(other, house.node, null, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("game"), 1));
        house.link.events().instanceChanged(Samples.snapshot(other, Samples.definition("other"), 2));
    }

    private void give(Permission... permissions) {
        house.members.put(owner, id, "friend", Set.of(permissions), List.of());
    }

    private FileRights rights(Rule... rules) {
        house.members.put(owner, id, "friend", Set.of(Permission.FILES_WRITE), List.of(rules));
        return house.levels.rights(friend, id);
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    @Test
    void aMemberMayDoWhatWasGivenAndNothingElse() {
        give(Permission.INSTANCE_POWER);
        var held = Permission.BUILT_IN.stream()
                .filter(p -> p.reach() != Permission.Reach.SELF)
                .filter(p -> house.access.allows(friend, p, id))
                .toList();
        assertEquals(List.of(Permission.INSTANCE_VIEW, Permission.INSTANCE_POWER), held);
        assertFalse(house.access.allows(friend, Permission.INSTANCE_VIEW, other));
        assertEquals(
                1,
                house.instances
                        .list(friend, new Query(null, null, null, null, 50))
                        .total());
    }

    @Test
    void writingBringsReading() {
        give(Permission.FILES_WRITE, Permission.CONSOLE_WRITE);
        assertTrue(house.access.allows(friend, Permission.FILES_READ, id));
        assertTrue(house.access.allows(friend, Permission.CONSOLE_READ, id));
    }

    @Test
    void aPluginsPermissionStaysStoredWhileThePluginIsAway() {
        var draw = new Permission("maps.draw", Permission.Reach.OWNER, Permission.About.INSTANCE);
        house.permissions.contributed.add(draw);
        give(draw);
        assertTrue(house.access.allows(friend, draw, id));
        assertEquals(Set.of(Permission.INSTANCE_VIEW, draw), held());
        house.permissions.contributed.clear();
        assertFalse(house.access.allows(friend, draw, id));
        assertEquals(Set.of(Permission.INSTANCE_VIEW), held());
        give(Permission.INSTANCE_POWER);
        house.permissions.contributed.add(draw);
        assertTrue(house.access.allows(friend, draw, id));
        assertEquals(Set.of(Permission.INSTANCE_VIEW, Permission.INSTANCE_POWER, draw), held());
        give(Permission.INSTANCE_POWER);
        assertFalse(house.access.allows(friend, draw, id));
    }

    private Set<Permission> held() {
        return house.members.list(owner, id).getFirst().permissions();
    }

    static List<Permission> notForMembers() {
        return Permission.BUILT_IN.stream()
                .filter(p -> p.reach() != Permission.Reach.OWNER || p == Permission.INSTANCE_MEMBERS)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("notForMembers")
    void whatBelongsToOwnersAndAdministratorsIsNeverGiven(Permission permission) {
        for (var giver : List.of(owner, root)) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    refusal(() -> house.members.put(giver, id, "friend", Set.of(permission), List.of())));
        }
        assertEquals(List.of(), house.memberStore.list());
    }

    @Test
    void membersBringNoMembersAndDontChangeThemselves() {
        give(Permission.FILES_WRITE, Permission.INSTANCE_POWER);
        List<Runnable> attempts = List.of(
                () -> house.members.list(friend, id),
                () -> house.members.put(friend, id, "friend", Set.of(Permission.CONSOLE_WRITE), List.of()),
                () -> house.members.remove(friend, id, friendId));
        for (var attempt : attempts) {
            assertEquals(ErrorCode.FORBIDDEN, refusal(attempt));
        }
        assertFalse(house.access.allows(friend, Permission.CONSOLE_WRITE, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "root", "nobody", ""})
    void onlyOtherPeopleBecomeMembers(String name) {
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> house.members.put(owner, id, name, Set.of(), List.of())));
    }

    @Test
    void aChangeEndsStreamsAndIsToldToLiveViews() {
        give(Permission.CONSOLE_READ);
        var last = house.daemon.revoked.getLast();
        assertEquals(friendId, last.user());
        assertEquals(id, last.instance());
        long before = house.events.last(Topic.INSTANCES);
        house.members.remove(owner, id, friendId);
        assertEquals(2, house.daemon.revoked.size());
        assertTrue(house.events.last(Topic.INSTANCES) > before);
        assertFalse(house.access.allows(friend, Permission.INSTANCE_VIEW, id));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.members.remove(owner, id, friendId)));
    }

    @Test
    void rulesLowerTheLevelOfPathsAndNeverRaiseIt() {
        var rights = rights(new Rule("world", FileAccess.READ), new Rule("secret", FileAccess.HIDE));
        assertEquals(FileAccess.WRITE, rights.of("mods/a.jar"));
        assertEquals(FileAccess.READ, rights.of("world/region"));
        assertEquals(FileAccess.HIDE, rights.of("secret"));
        assertEquals(FileAccess.WRITE, rights.of("secrets"));
        assertFalse(rights.exempt());
        house.members.put(owner, id, "friend", Set.of(Permission.FILES_READ), List.of(new Rule("a", FileAccess.WRITE)));
        assertEquals(FileAccess.READ, house.levels.rights(friend, id).of("a"));
        house.members.put(owner, id, "friend", Set.of(), List.of(new Rule("a", FileAccess.WRITE)));
        assertEquals(FileAccess.HIDE, house.levels.rights(friend, id).of("a"));
    }

    @Test
    void everythingCanBeHiddenButOneFolder() {
        var rights = rights(new Rule("", FileAccess.HIDE), new Rule("mods", FileAccess.WRITE));
        assertEquals(FileAccess.HIDE, rights.of("server.properties"));
        assertEquals(FileAccess.WRITE, rights.of("mods/a.jar"));
        assertTrue(rights.reachesBeneath(""));
        assertEquals(1, rights.rules().size());
    }

    @Test
    void rulesArePlainAndFew() {
        for (var path : List.of("a/../b", "./a", "a//b")) {
            assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> rights(new Rule(path, FileAccess.READ))));
        }
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> rights(new Rule("a", FileAccess.READ), new Rule("a", FileAccess.WRITE))));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> rights(IntStream.range(0, 65)
                        .mapToObj(i -> new Rule("f" + i, FileAccess.READ))
                        .toArray(Rule[]::new))));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                refusal(() -> rights(IntStream.range(0, 4)
                        .mapToObj(i -> new Rule(i + "x".repeat(900), FileAccess.READ))
                        .toArray(Rule[]::new))));
    }

    @Test
    void membershipsGoWithTheAccountAndWaitForAnInstanceThatMayComeBack() {
        give(Permission.FILES_READ);
        house.users().delete(root, friendId);
        assertEquals(List.of(), house.memberStore.list());
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        give(Permission.FILES_READ);
        house.directory.remove(house.node, id);
        assertEquals(1, house.memberStore.list().size());
        assertFalse(house.access.allows(friend, Permission.FILES_READ, id));
    }

    @Test
    void aMemberWhoBecomesTheOwnerIsNoMemberAnyMore() {
        house.members.put(owner, id, "friend", Set.of(Permission.FILES_READ), List.of(new Rule("a", FileAccess.HIDE)));
        house.instances.changeOwner(root, id, friendId);
        assertEquals(List.of(), house.memberStore.list());
        assertEquals(FileAccess.WRITE, house.levels.rights(friend, id).of("a"));
    }

    @Test
    void aRoleIsGivenByThoseAloneWhoHoldAllOfIt() {
        house.members.put(owner, id, "friend", new Grant(Set.of(), RoleId.READ_ONLY, List.of(), null));
        assertTrue(house.access.allows(friend, Permission.FILES_READ, id));
        assertFalse(house.access.allows(friend, Permission.FILES_WRITE, id));
        for (var role : List.of(RoleId.ADMINISTRATOR, new RoleId("missing"))) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    refusal(() -> house.members.put(owner, id, "friend", new Grant(Set.of(), role, List.of(), null))));
        }
        assertEquals(List.of(RoleId.OPERATOR, RoleId.USER, RoleId.READ_ONLY), house.members.roles(owner, id));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.members.roles(friend, id)));
    }

    @Test
    void timesLieAhead() {
        var past = new Grant(Set.of(), null, List.of(), Instant.now().minusSeconds(1));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> house.members.put(owner, id, "friend", past)));
    }

    /** Abuse case 30. */
    @Test
    void twoHundredAtOnceKeepToTheLimit() throws Exception {
        var names = IntStream.range(0, 250).mapToObj(i -> "person" + i).toList();
        names.forEach(name -> house.userStore.insert(
                new UserRecord(UserId.create(), name, RoleId.USER, false, "hash", Instant.EPOCH, null)));
        List<Callable<Boolean>> puts = names.stream()
                .map(name -> (Callable<Boolean>) () -> {
                    try {
                        house.members.put(owner, id, name, Set.of(Permission.FILES_READ), List.of());
                        return true;
                    } catch (OstlerException e) {
                        assertEquals(ErrorCode.CONFLICT, e.code());
                        return false;
                    }
                })
                .toList();
        int won = 0;
        try (var executor = Executors.newFixedThreadPool(32)) {
            for (var done : executor.invokeAll(puts)) {
                won += done.get() ? 1 : 0;
            }
        }
        assertEquals(200, won);
        assertEquals(200, house.memberStore.list().size());
    }

    @Test
    void membershipsOutliveThePanel() {
        give(Permission.FILES_READ);
        var again = new MemberRecords(house.memberStore, house.memberRoles);
        assertEquals(Set.of(Permission.INSTANCE_VIEW, Permission.FILES_READ), again.permissions(friendId, id));
    }
}
