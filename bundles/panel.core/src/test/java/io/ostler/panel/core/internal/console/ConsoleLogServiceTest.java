package io.ostler.panel.core.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.instance.ConsoleLogs;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.ConsoleWork;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleLogServiceTest {
    private final House house = new House();
    private final InstanceId id = InstanceId.create();
    private final ConsoleLogService logs = new ConsoleLogService(house.access, house.directory, house.table);
    private final ConsoleLogs.Search search =
            new ConsoleLogs.Search("x", true, false, "warn", Instant.EPOCH, null, 1L, 2L, true, 50);

    @BeforeEach
    void instance() {
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("x"), 1));
        house.daemon.answers("search", any -> new ConsoleWork.Found(List.of(), null, false));
        house.daemon.answers("place", any -> new ConsoleWork.Place(0, 9, null, 9));
    }

    @Test
    void searchesGoToTheDaemonAsTheyAre() {
        logs.search(FakeAccess.administrator(), id, search).join();
        assertEquals(
                new ConsoleWork.Search(id, "x", true, false, "warn", Instant.EPOCH, null, 1L, 2L, true, 50),
                house.daemon.requests.get("search"));
        assertEquals(9, logs.place(FakeAccess.administrator(), id, null).join().end());
    }

    @Test
    void strangersAreTurnedAwayBeforeTheDaemonHears() {
        var stranger = FakeAccess.user(UserId.create());
        assertThrows(OstlerException.class, () -> logs.search(stranger, id, search));
        assertThrows(OstlerException.class, () -> logs.place(stranger, id, null));
        assertEquals(null, house.daemon.requests.get("search"));
    }

    @Test
    void whatIsNowhereIsNotFound() {
        var error = assertThrows(
                OstlerException.class, () -> logs.search(FakeAccess.administrator(), InstanceId.create(), search));
        assertEquals(ErrorCode.NOT_FOUND, error.code());
    }
}
