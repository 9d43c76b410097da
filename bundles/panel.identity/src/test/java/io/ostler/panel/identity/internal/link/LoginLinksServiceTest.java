package io.ostler.panel.identity.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.identity.internal.fake.House;
import io.ostler.panel.identity.internal.fake.Stores;
import io.ostler.panel.identity.internal.provider.RoleCeiling;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginLinksServiceTest {
    private final House house = new House();
    private final Stores.OneTimes store = new Stores.OneTimes();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final LoginLinksService links =
            new LoginLinksService(house, house.users, store, house.sessions, new RoleCeiling(house, house), () -> now);

    @Test
    void aLinkSignsInOnceWithinAMinuteAndItsSecretIsNotKept() {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        var anna = house.add("anna", RoleId.USER);
        var link = links.create(admin, anna.user(), "/instances");
        assertFalse(store.text().contains(link.secret()));
        var opened = links.open(link.secret(), "192.0.2.1", "test");
        assertEquals(
                anna.user(),
                assertInstanceOf(SignedIn.class, opened.entry()).session().user());
        assertEquals("/instances", opened.to());
        refused(ErrorCode.LOGIN_FAILED, () -> links.open(link.secret(), "192.0.2.1", "test"));

        var late = links.create(admin, anna.user(), null);
        now = now.plusSeconds(60);
        refused(ErrorCode.LOGIN_FAILED, () -> links.open(late.secret(), "192.0.2.1", "test"));
    }

    @Test
    void whoHasASecondFactorIsAskedForItByALinkToo() {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        house.twice.add(admin.user());
        var link = links.create(admin, admin.user(), "/account");
        var opened = links.open(link.secret(), "192.0.2.1", "test");
        assertEquals(
                "step login-link",
                assertInstanceOf(SecondStep.class, opened.entry()).token());
        assertEquals("", house.method, "no session before the step");
        refused(ErrorCode.LOGIN_FAILED, () -> links.open(link.secret(), "192.0.2.1", "test"));
    }

    @Test
    void nobodyMakesALinkForWhoeverMayMoreThanThey() {
        var helper = house.add("helper", House.HELPER);
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        var operator = house.add("operator", RoleId.OPERATOR);
        var anna = house.add("anna", RoleId.USER);
        refused(ErrorCode.FORBIDDEN, () -> links.create(anna, anna.user(), null));
        refused(ErrorCode.FORBIDDEN, () -> links.create(helper, admin.user(), null));
        refused(ErrorCode.FORBIDDEN, () -> links.create(helper, operator.user(), null));
        refused(ErrorCode.FORBIDDEN, () -> links.create(helper, anna.user(), null));
    }

    @Test
    void aKeyMakesLinksForCustomersButNoWayToMoreThanItself() {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        var other = house.add("other", RoleId.ADMINISTRATOR);
        var anna = house.add("anna", RoleId.USER);
        var shop = House.withKey(admin, new KeyScope("key", Set.of("user.login-link"), null));
        links.create(shop, anna.user(), null);
        refused(ErrorCode.FORBIDDEN, () -> links.create(shop, admin.user(), null));
        refused(ErrorCode.FORBIDDEN, () -> links.create(shop, other.user(), null));
        var reader = House.withKey(admin, new KeyScope("key", Set.of("instance.view"), null));
        refused(ErrorCode.FORBIDDEN, () -> links.create(reader, anna.user(), null));
    }

    @Test
    void disabledAccountsHaveNoLinksAndTheirsDontOpen() {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        var anna = house.add("anna", RoleId.USER);
        var link = links.create(admin, anna.user(), null);
        house.users.update(new UserRecord(anna.user(), "anna", RoleId.USER, true, "hash", Instant.EPOCH, null));
        refused(ErrorCode.LOGIN_FAILED, () -> links.open(link.secret(), "192.0.2.1", "test"));
        refused(ErrorCode.NOT_FOUND, () -> links.create(admin, anna.user(), null));
        refused(ErrorCode.NOT_FOUND, () -> links.create(admin, UserId.create(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/instances//evil.example",
                "javascript:x",
                "/api/v1/users",
                "/login",
                "/instances\r\nx: y",
                "/instances#x",
                "instances",
                "/instances/../x",
                "/%2f/x"
            })
    void itLeadsToPagesOfTheConsoleOnly(String path) {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        refused(ErrorCode.INVALID_REQUEST, () -> links.create(admin, admin.user(), path));
    }

    private static void refused(ErrorCode code, Runnable work) {
        assertEquals(code, assertThrows(OstlerException.class, work::run).code());
    }
}
