package io.ostler.panel.auth.internal.role;

import static io.ostler.panel.auth.internal.role.RightsHouse.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permission.About;
import io.ostler.panel.api.access.Permission.Reach;
import io.ostler.panel.api.access.PermissionContributor;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {
    private static final NodeId ELSEWHERE = NodeId.create();

    private final RightsHouse house = new RightsHouse();
    private final Caller mika = house.person("mika", RoleId.USER);

    static List<Permission> permissions() {
        return Permission.BUILT_IN;
    }

    @AfterEach
    void close() {
        house.close();
    }

    private boolean may(Caller caller, Permission permission, io.ostler.model.InstanceId instance) {
        return house.rights.access.allows(caller, permission, instance);
    }

    private boolean may(Caller caller, Permission permission) {
        return house.rights.access.allows(caller, permission, null);
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void anOperatorHasAllInstancesButNeitherPeopleNorSettings(Permission permission) {
        var operator = house.person("ole", RoleId.OPERATOR);
        var foreign = house.instance(mika.user(), house.node);
        boolean expected = permission.about() == About.INSTANCE
                || permission.reach() == Reach.SELF
                || permission == Permission.NODE_VIEW
                || permission == Permission.INSTANCE_CREATE;
        assertEquals(expected, may(operator, permission));
        assertEquals(expected, may(operator, permission, foreign));
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void whoReadsOnlySeesEverythingAndChangesNothingNotEvenTheirOwn(Permission permission) {
        var reader = house.person("rita", RoleId.READ_ONLY);
        boolean expected = permission.reach() == Reach.SELF
                || Set.of(
                                Permission.NODE_VIEW,
                                Permission.INSTANCE_VIEW,
                                Permission.CONSOLE_READ,
                                Permission.METRICS_READ)
                        .contains(permission);
        assertEquals(expected, may(reader, permission, house.instance(null, house.node)));
        assertEquals(expected, may(reader, permission, house.instance(reader.user(), house.node)));
    }

    @Test
    void aCustomRoleHoldsWhatItSaysAndNothingElse() {
        var role = house.roles.create(
                house.administrator,
                new Draft("Helper", "", Set.of("instance.view", "audit.read"), Set.of("instance.edit")));
        var helper = house.person("hanna", role.id());
        var own = house.instance(helper.user(), house.node);
        var foreign = house.instance(mika.user(), house.node);
        for (var permission : Permission.BUILT_IN) {
            boolean everywhere = permission.reach() == Reach.SELF
                    || permission == Permission.INSTANCE_VIEW
                    || permission == Permission.AUDIT_READ;
            assertEquals(everywhere, may(helper, permission), permission.text());
            assertEquals(everywhere, may(helper, permission, foreign), permission.text());
            assertEquals(
                    everywhere || permission == Permission.INSTANCE_EDIT,
                    may(helper, permission, own),
                    permission.text());
        }
    }

    @Test
    void aRoleThatIsGoneHoldsNothing() {
        var lost = house.person("lost", new RoleId("gone"));
        var own = house.instance(lost.user(), house.node);
        for (var permission : Permission.BUILT_IN) {
            assertEquals(permission.reach() == Reach.SELF, may(lost, permission, own), permission.text());
        }
    }

    @Test
    void aFurtherRoleCountsEverywhereOrOnItsNodeAlone() {
        var here = house.instance(null, house.node);
        var there = house.instance(null, ELSEWHERE);
        house.rights.grants.add(new RoleGrant("g1", mika.user(), RoleId.OPERATOR, house.node, null));
        assertTrue(may(mika, Permission.INSTANCE_POWER, here));
        assertFalse(may(mika, Permission.INSTANCE_POWER, there));
        assertFalse(may(mika, Permission.INSTANCE_POWER));
        assertTrue(house.rights.access.allowsOn(mika, Permission.NODE_VIEW, house.node));
        assertFalse(house.rights.access.allowsOn(mika, Permission.NODE_VIEW, ELSEWHERE));
        assertFails(ErrorCode.NOT_FOUND, () -> house.rights.access.requireOn(mika, Permission.NODE_VIEW, ELSEWHERE));
        assertFails(ErrorCode.FORBIDDEN, () -> house.rights.access.requireOn(mika, Permission.NODE_MANAGE, house.node));
        assertFalse(may(mika, Permission.NODE_VIEW));
        assertTrue(house.rights.access.allowsSomewhere(mika, Permission.NODE_VIEW));
        assertFalse(house.rights.access.allowsSomewhere(mika, Permission.NODE_MANAGE));
        house.rights.grants.add(new RoleGrant("g2", mika.user(), RoleId.OPERATOR, null, null));
        assertTrue(may(mika, Permission.INSTANCE_POWER, there));
        assertTrue(may(mika, Permission.INSTANCE_POWER));
    }

    @Test
    void anAdministratorOfANodeIsNoneOfThePanel() {
        house.rights.grants.add(new RoleGrant("g1", mika.user(), RoleId.ADMINISTRATOR, house.node, null));
        for (var permission : List.of(Permission.USER_MANAGE, Permission.ROLE_MANAGE, Permission.AUDIT_READ)) {
            assertFalse(may(mika, permission), permission.text());
            assertFalse(house.rights.access.allowsOn(mika, permission, house.node), permission.text());
            assertFalse(house.rights.access.allowsSomewhere(mika, permission), permission.text());
        }
        assertTrue(house.rights.access.allowsOn(mika, Permission.NODE_MANAGE, house.node));
    }

    @Test
    void aFurtherRoleStopsCountingAtItsEnd() {
        var until = house.people.clock.instant().plus(Duration.ofMinutes(5));
        var instance = house.instance(null, house.node);
        house.rights.grants.add(new RoleGrant("g1", mika.user(), RoleId.OPERATOR, null, until));
        house.people.clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertTrue(may(mika, Permission.FILES_WRITE, instance));
        house.people.clock.advance(Duration.ofMillis(1));
        assertFalse(may(mika, Permission.FILES_WRITE, instance));
    }

    @Test
    void whatAPluginBringsCountsWhileItIsThere() {
        var own = new Permission("maps.draw", Reach.OWNER, About.INSTANCE);
        var panel = new Permission("maps.settings", Reach.ADMINISTRATOR, About.PANEL);
        PermissionContributor plugin = () -> List.of(own, panel);
        var instance = house.instance(mika.user(), house.node);
        assertFalse(may(mika, own, instance));
        house.rights.permissions.addContributor(plugin);
        assertTrue(may(mika, own, instance));
        assertTrue(may(house.administrator, panel));
        var operator = house.person("ole", RoleId.OPERATOR);
        assertTrue(may(operator, own, instance));
        assertFalse(may(operator, panel));

        var role = house.role("Drawer", panel);
        house.rights.permissions.removeContributor(plugin);
        assertFalse(may(mika, own, instance));
        assertEquals(
                Set.of("maps.settings"),
                house.rights.roles.find(role).orElseThrow().permissions());
        house.rights.permissions.addContributor(plugin);
        assertTrue(may(house.person("dora", role), panel));
    }

    @Test
    void whatAMemberWasGivenOfAPluginCountsAgainWhenItIsBack() {
        var draw = new Permission("maps.draw", Reach.OWNER, About.INSTANCE);
        PermissionContributor plugin = () -> List.of(draw);
        var instance = house.instance(null, house.node);
        house.members.put(mika.user(), Set.of(new Permission("maps.draw", Reach.OWNER, About.INSTANCE)));
        house.rights.permissions.addContributor(plugin);
        assertTrue(may(mika, draw, instance));
        house.rights.permissions.removeContributor(plugin);
        assertEquals(java.util.Optional.empty(), house.rights.permissions.find("maps.draw"));
        house.rights.permissions.addContributor(plugin);
        assertTrue(may(mika, house.rights.permissions.find("maps.draw").orElseThrow(), instance));
    }

    @Test
    void aMembershipCountsBesideAnyRole() {
        var instance = house.instance(null, house.node);
        var reader = house.person("rita", RoleId.READ_ONLY);
        house.members.put(reader.user(), Set.of(Permission.INSTANCE_POWER));
        assertTrue(may(reader, Permission.INSTANCE_POWER, instance));
        assertFalse(may(reader, Permission.FILES_READ, instance));
    }
}
