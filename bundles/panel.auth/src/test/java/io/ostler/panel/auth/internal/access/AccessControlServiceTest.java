package io.ostler.panel.auth.internal.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permission.Reach;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.auth.internal.People;
import io.ostler.panel.auth.internal.Rights;
import io.ostler.panel.auth.internal.realm.Realms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessControlServiceTest {
    private static final InstanceId OWN = InstanceId.create();
    private static final InstanceId FOREIGN = InstanceId.create();
    private static final InstanceId NOBODYS = InstanceId.create();
    private static final InstanceId MISSING = InstanceId.create();

    private final People people = new People();
    private final Caller user = caller(RoleId.USER);
    private final Caller administrator = caller(RoleId.ADMINISTRATOR);
    private final Map<InstanceId, Optional<UserId>> instances = new HashMap<>(
            Map.of(OWN, Optional.of(user.user()), FOREIGN, Optional.of(UserId.create()), NOBODYS, Optional.empty()));
    private final Set<Permission> permissions = new HashSet<>();
    private InstanceId granted = MISSING;
    private final Ownership ownership = new Ownership() {
        @Override
        public Optional<UserId> ownerOf(InstanceId instance) {
            return instances.getOrDefault(instance, Optional.empty());
        }

        @Override
        public boolean exists(InstanceId instance) {
            return instances.containsKey(instance);
        }
    };
    private final Rights rights =
            new Rights(people, ownership, (user, instance) -> instance.equals(granted) ? permissions : Set.of());
    private final AccessControlService access = rights.access;

    static List<Permission> permissions() {
        return Permission.BUILT_IN;
    }

    static List<Permission> permissionsOnOthers() {
        return Permission.BUILT_IN.stream()
                .filter(permission -> permission.reach() != Reach.SELF)
                .toList();
    }

    @AfterEach
    void close() {
        people.close();
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void anAdministratorMayDoEverythingWithEverythingThatExists(Permission permission) {
        assertDoesNotThrow(() -> access.require(administrator, permission));
        assertDoesNotThrow(() -> access.require(administrator, permission, OWN));
        assertDoesNotThrow(() -> access.require(administrator, permission, NOBODYS));
        assertTrue(access.allows(administrator, permission, null));
        assertFails(ErrorCode.NOT_FOUND, () -> access.require(administrator, permission, MISSING));
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void aUserHasTheirOwnAccountAndWithoutAnInstanceNothingElse(Permission permission) {
        if (permission.reach() == Reach.SELF) {
            assertDoesNotThrow(() -> access.require(user, permission));
        } else {
            assertFails(ErrorCode.FORBIDDEN, () -> access.require(user, permission));
            assertFalse(access.allows(user, permission, null));
        }
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void anOwnerMayRunTheirInstanceAndIsForbiddenTheRest(Permission permission) {
        if (permission.reach() == Reach.ADMINISTRATOR) {
            assertFails(ErrorCode.FORBIDDEN, () -> access.require(user, permission, OWN));
            assertFalse(access.allows(user, permission, OWN));
        } else {
            assertDoesNotThrow(() -> access.require(user, permission, OWN));
            assertTrue(access.allows(user, permission, OWN));
        }
    }

    @ParameterizedTest
    @MethodSource("permissionsOnOthers")
    void foreignOwnerlessAndMissingInstancesAreAlikeToAUser(Permission permission) {
        for (var instance : new InstanceId[] {FOREIGN, NOBODYS, MISSING}) {
            var refused = assertThrows(OstlerException.class, () -> access.require(user, permission, instance));
            assertEquals(ErrorCode.NOT_FOUND, refused.code());
            assertEquals(Map.of("id", instance.value()), refused.parameters());
            assertFalse(access.allows(user, permission, instance));
        }
    }

    @Test
    void aNewOwnerCountsAtOnce() {
        instances.put(OWN, Optional.of(UserId.create()));
        instances.put(FOREIGN, Optional.of(user.user()));
        assertFails(ErrorCode.NOT_FOUND, () -> access.require(user, Permission.CONSOLE_READ, OWN));
        assertDoesNotThrow(() -> access.require(user, Permission.CONSOLE_READ, FOREIGN));
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void aMemberHoldsWhatWasGrantedAndSeesTheInstance(Permission permission) {
        granted = FOREIGN;
        permissions.add(permission);
        for (var other : Permission.BUILT_IN) {
            boolean expected = other.reach() == Reach.SELF
                    || other == Permission.INSTANCE_VIEW
                    || (other == permission && other.reach() == Reach.OWNER);
            assertEquals(expected, access.allows(user, other, FOREIGN), other.text());
        }
        if (permission.reach() == Reach.ADMINISTRATOR) {
            assertFails(ErrorCode.FORBIDDEN, () -> access.require(user, permission, FOREIGN));
        }
    }

    @Test
    void whoIsMemberWithoutAPermissionIsForbiddenWhatTheySee() {
        granted = FOREIGN;
        permissions.add(Permission.INSTANCE_VIEW);
        assertFails(ErrorCode.FORBIDDEN, () -> access.require(user, Permission.FILES_READ, FOREIGN));
        permissions.clear();
        assertFails(ErrorCode.NOT_FOUND, () -> access.require(user, Permission.FILES_READ, FOREIGN));
    }

    @Test
    void grantsOfAnInstanceThatIsGoneAreWorthNothing() {
        granted = MISSING;
        permissions.add(Permission.FILES_READ);
        assertFails(ErrorCode.NOT_FOUND, () -> access.require(user, Permission.FILES_READ, MISSING));
        assertFalse(access.allows(user, Permission.FILES_READ, MISSING));
    }

    @Test
    void withoutRealmsNobodyMayDoAnything() {
        var nothing = new AccessControlService(new Realms(), rights.realm, ownership);
        assertThrows(RuntimeException.class, () -> nothing.require(administrator, Permission.NODE_VIEW));
    }

    private static void assertFails(ErrorCode code, Runnable call) {
        assertEquals(code, assertThrows(OstlerException.class, call::run).code());
    }

    private static Caller caller(RoleId role) {
        return new Caller(UserId.create(), role.value(), role, "session", "http://127.0.0.1:9400", "127.0.0.1");
    }
}
