package io.ostler.panel.core.internal.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.ConsoleWork.Presence;
import io.ostler.protocol.ConsoleWork.Typed;
import io.ostler.protocol.ConsoleWork.Viewer;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.Messages.InputRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsolePeopleTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00Z");
    private static final Caller ADMIN = FakeAccess.administrator();

    private final House house = new House();
    private final UserId anna = UserId.create();
    private final InstanceId game;
    private int users;

    ConsolePeopleTest() {
        var snapshot = Samples.snapshot("game", 1);
        game = snapshot.id();
        house.link.events().instanceChanged(snapshot);
    }

    private Caller member(Permission... permissions) {
        var given = house.members.put(ADMIN, game, addUser("user" + ++users), Set.of(permissions), List.of());
        return FakeAccess.user(given.user());
    }

    private Typed typed(int at, @Nullable String text) {
        return new Typed(game, anna, text, text == null ? 3 : 0, 7, NOW.plusMillis(at), null);
    }

    private void tell(Typed typed) throws Exception {
        house.link.events().typed(typed).get(60, TimeUnit.SECONDS);
    }

    private void come() {
        house.link.events().presenceChanged(new Presence(game, List.of(new Viewer(anna, true, NOW)), 80, 24, true));
    }

    private static ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    @Test
    void whoIsThereIsKnownUntilTheNodeIsLost() {
        come();
        var presence = house.people.presence(ADMIN, game);
        assertEquals(anna, presence.viewers().getFirst().user());
        assertNull(presence.viewers().getFirst().name());
        assertEquals(80, presence.columns());
        assertTrue(presence.pinned());
        house.link.lost("CLOSED");
        assertTrue(house.people.presence(ADMIN, game).viewers().isEmpty());
    }

    @Test
    void aNodeSpeaksOfItsOwnConsolesOnly() throws Exception {
        var other = NodeId.create();
        house.hub.adoptLocal(other, "other");
        var stranger = house.hub.linked(other, Samples.hello(other), house.daemon.api());
        stranger.events().presenceChanged(new Presence(game, List.of(new Viewer(anna, true, NOW))));
        stranger.events().typed(typed(1, "forged")).get(60, TimeUnit.SECONDS);
        assertTrue(house.people.presence(ADMIN, game).viewers().isEmpty());
        assertTrue(house.inputStore.inputs.isEmpty());
    }

    @Test
    void inputsAreStoredOnceAndShownNewestFirst() throws Exception {
        tell(typed(1, "list"));
        tell(typed(1, "list"));
        tell(typed(2, null));
        tell(typed(3, "say a\nstop\u0007"));
        var page = house.people.inputs(ADMIN, game, null, null, 2);
        assertEquals("say astop", page.inputs().getFirst().text());
        assertEquals(3, page.inputs().get(1).keys());
        assertNotNull(page.next());
        var rest = house.people.inputs(ADMIN, game, page.next(), null, 2);
        assertEquals(1, rest.inputs().size());
        assertNull(rest.next());
        assertEquals(
                anna, house.people.presence(ADMIN, game).senders().getFirst().user());
    }

    @Test
    void whatCanNotBeStoredNowIsToldAgainAndWhatNeverCanHoldsUpNothing() throws Exception {
        house.inputStore.failure = new OstlerException(ErrorCode.STORAGE_FAILED);
        assertThrows(ExecutionException.class, () -> tell(typed(1, "list")));
        house.inputStore.failure = new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE);
        assertNotNull(house.link.events().typed(typed(1, "poison")).get(60, TimeUnit.SECONDS));
        house.inputStore.failure = null;
        tell(typed(2, "list"));
        assertEquals(1, house.inputStore.inputs.size());
    }

    @Test
    void rightsDecideWhatIsSeen() {
        var reader = member(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ);
        var limited = member(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ, Permission.CONSOLE_COMMANDS);
        var writer = member(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ, Permission.CONSOLE_WRITE);
        var blind = member(Permission.INSTANCE_VIEW);
        var stranger = FakeAccess.user(UserId.create());
        house.people.presence(reader, game);
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.people.presence(blind, game)));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.people.presence(stranger, game)));
        house.people.history(limited, game);
        house.people.history(writer, game);
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.people.history(reader, game)));
        for (var caller : List.of(reader, limited, writer)) {
            assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.people.inputs(caller, game, null, null, 10)));
        }
        for (var caller : List.of(reader, limited)) {
            assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.people.pin(caller, game, 80, 24)));
        }
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(() -> house.people.inputs(ADMIN, game, null, null, 501)));
    }

    @Test
    void linesByRestNameTheirSenderAndAreHeldAgainstTheList() throws Exception {
        house.daemon.answers("sendInput", any -> new Done());
        var limited = member(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ, Permission.CONSOLE_COMMANDS);
        var reader = member(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ);
        house.instances.sendLine(limited, game, "list").get(60, TimeUnit.SECONDS);
        assertEquals(new InputRequest(game, "list", limited.user(), true), house.daemon.requests.get("sendInput"));
        house.instances.sendLine(ADMIN, game, "stop").get(60, TimeUnit.SECONDS);
        assertEquals(new InputRequest(game, "stop", ADMIN.user(), false), house.daemon.requests.get("sendInput"));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.instances.sendLine(reader, game, "list")));
    }

    @Test
    void whoMaySendAllowedLinesMayRead() {
        var given = house.members.put(ADMIN, game, addUser("kim"), Set.of(Permission.CONSOLE_COMMANDS), List.of());
        assertTrue(given.permissions().contains(Permission.CONSOLE_READ));
        assertFalse(given.permissions().contains(Permission.CONSOLE_WRITE));
    }

    private String addUser(String name) {
        house.users().create(ADMIN, name, "a long password", RoleId.USER);
        return name;
    }

    @Test
    void thatALineWasSentIsInTheAuditAndWhatItSaidIsNot() throws Exception {
        tell(typed(1, "login hunter2"));
        tell(typed(2, null));
        assertEquals(List.of("instance.console.input " + game.value() + " DONE"), house.acts.ended);
    }
}
