package io.ostler.panel.auth.internal.role;

import static io.ostler.panel.auth.internal.role.RightsHouse.assertFails;
import static io.ostler.panel.auth.internal.role.RightsHouse.draft;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles.Draft;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.ProviderStore.RuleRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesServiceTest {
    private final RightsHouse house = new RightsHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private RolesService roles() {
        return house.roles;
    }

    /** Manages people and roles beside what an operator does. */
    private Caller manager() {
        var role = house.role(
                "Manager",
                Permission.USER_MANAGE,
                Permission.ROLE_MANAGE,
                Permission.INSTANCE_VIEW,
                Permission.INSTANCE_POWER);
        return house.person("mona", role);
    }

    @Test
    void theBuiltInOnesAreThereAndStay() {
        assertEquals(
                RoleId.BUILT_IN,
                roles().list(house.administrator).stream().map(Role::id).toList());
        for (var id : RoleId.BUILT_IN) {
            assertFails(ErrorCode.CONFLICT, () -> roles().change(house.administrator, id, 0, draft("Mine")));
            assertFails(ErrorCode.CONFLICT, () -> roles().delete(house.administrator, id, null));
        }
    }

    @Test
    void aRoleIsMadeChangedAndDeleted() {
        var made = roles().create(house.administrator, draft("Night shift é", Permission.INSTANCE_POWER));
        assertEquals(new RoleId("night-shift-e"), made.id());
        assertEquals(Set.of("instance.power", "instance.view"), made.permissions());
        var changed = roles().change(house.administrator, made.id(), 1, draft("Night", Permission.AUDIT_READ));
        assertEquals(2, changed.revision());
        assertEquals(changed, roles().find(house.administrator, made.id()).orElseThrow());
        assertFails(
                ErrorCode.PRECONDITION_FAILED, () -> roles().change(house.administrator, made.id(), 1, draft("Late")));
        roles().delete(house.administrator, made.id(), null);
        assertTrue(roles().find(house.administrator, made.id()).isEmpty());
        assertFails(ErrorCode.NOT_FOUND, () -> roles().delete(house.administrator, made.id(), null));
    }

    @Test
    void idsAreUniqueWhenNamesAreAlike() {
        assertEquals(new RoleId("a-b"), house.role("A b"));
        assertEquals(new RoleId("a-b-2"), house.role("A-b"));
        assertEquals(new RoleId("user-2"), house.role("User!"));
        assertEquals(new RoleId("role"), house.role("名"));
        assertFails(ErrorCode.NAME_TAKEN, () -> house.role("a B"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a\nb",
                "a\u202Eb",
                "a\u0000",
                "0123456789012345678901234567890123456789012345678901234567890"
            })
    void namesArePlain(String name) {
        assertFails(ErrorCode.INVALID_REQUEST, () -> roles().create(house.administrator, draft(name)));
    }

    @Test
    void onlyPermissionsThatExistAndFitAreTaken() {
        var root = house.administrator;
        assertFails(
                ErrorCode.INVALID_REQUEST, () -> roles().create(root, new Draft("X", "", Set.of("no.such"), Set.of())));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                () -> roles().create(root, new Draft("X", "", Set.of("account.self"), Set.of())));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                () -> roles().create(root, new Draft("X", "", Set.of(), Set.of("user.manage"))));
    }

    @Test
    void nobodyMakesARoleWithWhatTheyLack() {
        var manager = manager();
        var refused =
                assertFails(ErrorCode.FORBIDDEN, () -> roles().create(manager, draft("More", Permission.NODE_MANAGE)));
        assertEquals(Map.of("permission", "node.manage"), refused.parameters());
        assertFails(
                ErrorCode.FORBIDDEN,
                () -> roles().create(manager, new Draft("More", "", Set.of(), Set.of("instance.edit"))));
        var less = roles().create(manager, draft("Less", Permission.INSTANCE_POWER));
        assertFails(
                ErrorCode.FORBIDDEN,
                () -> roles().change(manager, less.id(), 1, draft("Less", Permission.NODE_MANAGE)));
    }

    @Test
    void nobodyTakesFromARoleThatHoldsMoreThanThey() {
        var manager = manager();
        var more = house.role("More", Permission.NODE_MANAGE);
        assertFails(ErrorCode.FORBIDDEN, () -> roles().change(manager, more, 1, draft("More")));
        assertFails(ErrorCode.FORBIDDEN, () -> roles().delete(manager, more, null));
    }

    @Test
    void whatOneHoldsForATimeIsNotPassedOn() {
        var mika = house.person("mika", RoleId.USER);
        var until = house.people.clock.instant().plus(Duration.ofHours(1));
        house.rights.grants.add(new RoleGrant("g1", mika.user(), RoleId.ADMINISTRATOR, null, until));
        assertFails(ErrorCode.FORBIDDEN, () -> roles().create(mika, draft("Mine", Permission.NODE_MANAGE)));
        assertFails(ErrorCode.FORBIDDEN, () -> house.rules.requireGivable(mika, RoleId.ADMINISTRATOR, null));
        house.rights.grants.add(new RoleGrant("g2", mika.user(), RoleId.ADMINISTRATOR, null, null));
        assertDoesNotThrow(() -> house.rules.requireGivable(mika, RoleId.ADMINISTRATOR, null));
    }

    @Test
    void anApiKeyGivesNoMoreThanItMay() {
        var key = new KeyScope("k", Set.of("role.manage", "instance.view"), null);
        var keyed = RightsHouse.keyed(house.administrator, key);
        assertFails(ErrorCode.FORBIDDEN, () -> roles().create(keyed, draft("More", Permission.NODE_MANAGE)));
        roles().create(keyed, draft("Viewers", Permission.INSTANCE_VIEW));
    }

    @Test
    void allThatThereIsTodayIsNotAnAdministrator() {
        var all = Permission.BUILT_IN.stream()
                .filter(permission -> permission.reach() != Permission.Reach.SELF)
                .toArray(Permission[]::new);
        var nearly = house.person("nearly", house.role("Nearly", all));
        assertFails(ErrorCode.FORBIDDEN, () -> house.rules.requireGivable(nearly, RoleId.ADMINISTRATOR, null));
        assertFails(
                ErrorCode.FORBIDDEN,
                () -> house.rules.requireAbove(nearly, house.administrator.user(), RoleId.ADMINISTRATOR));
        assertDoesNotThrow(() -> house.rules.requireGivable(nearly, RoleId.OPERATOR, null));
    }

    @Test
    void nobodyManagesWhoHoldsMoreByAGrant() {
        var manager = manager();
        var mika = house.person("mika", new RoleId("none"));
        assertDoesNotThrow(() -> house.rules.requireAbove(manager, mika.user(), mika.role()));
        house.rights.grants.add(new RoleGrant("g1", mika.user(), RoleId.OPERATOR, house.node, null));
        assertFails(ErrorCode.FORBIDDEN, () -> house.rules.requireAbove(manager, mika.user(), mika.role()));
    }

    @Test
    void whoHoldsTheRoleIsToldAndCountedAndKeepsItFromDeletion() {
        var helper = house.role("Helper", Permission.NODE_VIEW);
        var hanna = house.person("hanna", helper);
        var mika = house.person("mika", RoleId.USER);
        house.rights.grants.add(new RoleGrant("g1", mika.user(), helper, house.node, null));
        assertEquals(2, roles().holders(house.administrator).get(helper));
        roles().change(house.administrator, helper, 1, draft("Helper"));
        assertEquals(List.of(Set.of(hanna.user(), mika.user())), house.told);
        assertFalse(house.rights.access.allows(hanna, Permission.NODE_VIEW, null));
        assertFails(ErrorCode.ROLE_IN_USE, () -> roles().delete(house.administrator, helper, null));

        roles().delete(house.administrator, helper, RoleId.READ_ONLY);
        assertEquals(2, house.told.size());
        assertEquals(
                RoleId.READ_ONLY,
                house.people.users.find(hanna.user()).orElseThrow().role());
        assertEquals(
                RoleId.READ_ONLY, house.rights.grants.of(mika.user()).getFirst().role());
    }

    @Test
    void aRoleThatAWayToSignInGivesStays() {
        var helper = house.role("Helper", Permission.NODE_VIEW);
        var byRule = house.role("By rule", Permission.NODE_VIEW);
        house.providers.insert(new ProviderRecord(
                "p",
                "oidc",
                "Company",
                "key",
                0,
                false,
                true,
                helper,
                true,
                List.of(new RuleRecord("Wardens", byRule)),
                Map.of(),
                false));
        for (var role : List.of(helper, byRule)) {
            for (var replacement : Arrays.asList(null, RoleId.USER)) {
                var error = assertThrows(
                        OstlerException.class, () -> roles().delete(house.administrator, role, replacement));
                assertEquals(ErrorCode.ROLE_MAPPED, error.code());
                assertEquals("Company", error.parameters().get("provider"));
            }
        }
        house.providers.delete("p");
        assertDoesNotThrow(() -> roles().delete(house.administrator, helper, null));
    }

    @Test
    void aReplacementMustBeGivable() {
        var manager = manager();
        var less = house.role("Less", Permission.INSTANCE_VIEW);
        assertFails(ErrorCode.FORBIDDEN, () -> roles().delete(manager, less, RoleId.OPERATOR));
        assertFails(ErrorCode.INVALID_REQUEST, () -> roles().delete(manager, less, new RoleId("gone")));
        assertFails(ErrorCode.INVALID_REQUEST, () -> roles().delete(manager, less, less));
    }

    @Test
    void rolesAreForThoseWhoManagePeopleOrRoles() {
        var mika = house.person("mika", RoleId.USER);
        assertFails(ErrorCode.FORBIDDEN, () -> roles().list(mika));
        assertFails(ErrorCode.FORBIDDEN, () -> roles().create(mika, draft("X")));
        var people = house.person("petra", house.role("People", Permission.USER_MANAGE));
        assertFalse(roles().list(people).isEmpty());
        assertFails(ErrorCode.FORBIDDEN, () -> roles().create(people, draft("X")));
    }

    @Test
    void whatAPluginBroughtMayStayInARoleWhileItIsAway() {
        var permission = new Permission("maps.draw", Permission.Reach.ADMINISTRATOR, Permission.About.PANEL);
        io.ostler.panel.api.access.PermissionContributor plugin = () -> List.of(permission);
        house.rights.permissions.addContributor(plugin);
        var role = house.role("Drawer", permission);
        house.rights.permissions.removeContributor(plugin);
        var changed =
                roles().change(house.administrator, role, 1, new Draft("Draw", "", Set.of("maps.draw"), Set.of()));
        assertEquals(Set.of("maps.draw"), changed.permissions());
        assertFails(
                ErrorCode.INVALID_REQUEST,
                () -> roles().create(house.administrator, new Draft("New", "", Set.of("maps.draw"), Set.of())));
    }
}
