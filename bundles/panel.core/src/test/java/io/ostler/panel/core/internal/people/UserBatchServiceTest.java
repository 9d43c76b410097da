package io.ostler.panel.core.internal.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.UserBatches.Action;
import io.ostler.panel.api.access.UserBatches.Order;
import io.ostler.panel.api.access.UserBatches.Result;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserBatchServiceTest {
    private final House house = new House();
    private final UserService users = house.users();
    private final UserBatchService batches = new UserBatchService(house.access, users);
    private final Caller root = FakeAccess.administrator();

    private UserId make(String name, RoleId role) {
        return users.create(root, name, "long enough", role).id();
    }

    private static Order order(Action action, UserId... ids) {
        return new Order(action, List.of(ids), null, null, null);
    }

    @Test
    void eachHasAResultOfItsOwn() {
        var admin = make("admin", RoleId.ADMINISTRATOR);
        var mika = make("mika", RoleId.USER);
        var nobody = UserId.create();
        assertEquals(
                List.of(
                        new Result(mika, null),
                        new Result(nobody, "NOT_FOUND"),
                        new Result(admin, "LAST_ADMINISTRATOR")),
                batches.run(root, order(Action.DISABLE, mika, nobody, admin, mika)));
        assertTrue(house.userStore.find(mika).orElseThrow().disabled());
        batches.run(root, order(Action.ENABLE, mika));
        batches.run(root, order(Action.DELETE, mika));
        assertTrue(house.userStore.find(mika).isEmpty());
    }

    @Test
    void nobodyTakesThemselvesAlong() {
        var admin = make("admin", RoleId.ADMINISTRATOR);
        make("second", RoleId.ADMINISTRATOR);
        var me = new Caller(admin, "admin", RoleId.ADMINISTRATOR, "s", "", "");
        for (var action : List.of(Action.DISABLE, Action.DELETE)) {
            assertEquals(List.of(new Result(admin, "OWN_ACCOUNT")), batches.run(me, order(action, admin)));
        }
        assertEquals(
                List.of(new Result(admin, "OWN_ACCOUNT")),
                batches.run(me, new Order(Action.ROLE, List.of(admin), RoleId.USER, null, null)));
        assertEquals(List.of(new Result(admin, null)), batches.run(me, order(Action.SIGN_OUT, admin)));
        assertEquals(List.of("all of " + admin + " but s"), house.sessions.ended);
    }

    @Test
    void onlyManagersAndNeverTooMany() {
        var mika = make("mika", RoleId.USER);
        assertEquals(
                ErrorCode.FORBIDDEN, refusal(() -> batches.run(FakeAccess.user(mika), order(Action.DELETE, mika))));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> batches.run(root, order(Action.DELETE))));
        var many = IntStream.range(0, 201).mapToObj(i -> UserId.create()).toArray(UserId[]::new);
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> batches.run(root, order(Action.DELETE, many))));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> batches.run(root, order(Action.ROLE, mika))));
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }
}
