package io.ostler.panel.core.internal.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Care;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private InstanceId hers;
    private InstanceId foreign;

    @BeforeEach
    void twoInstances() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        hers = instance(mikaId);
        foreign = instance(null);
    }

    private InstanceId instance(UserId owner) {
        var id = InstanceId.create();
        house.records.add(new InstanceRecord(id, house.node, owner, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("one"), 1));
        return id;
    }

    private static Finding finding(String detector) {
        return new Finding(detector, Map.of(), "fix", 7, Instant.EPOCH);
    }

    private void push(InstanceId id, String... detectors) {
        house.link
                .events()
                .findingsChanged(new Findings(
                        id,
                        List.of(detectors).stream()
                                .map(ProblemServiceTest::finding)
                                .toList()));
    }

    private ErrorCode refusal(Runnable attempt) {
        return assertThrows(OstlerException.class, attempt::run).code();
    }

    /** Abuse cases 27 and 31. */
    @Test
    void findingsAreShownToThoseWhoSeeTheInstance() {
        push(hers, "port-in-use");
        push(foreign, "disk-full");
        assertEquals(List.of(finding("port-in-use")), house.problems.findings(mika, hers));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.problems.findings(mika, foreign)));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.problems.fix(mika, foreign, "disk-full", "fix")));
        assertEquals(ErrorCode.NOT_FOUND, refusal(() -> house.problems.crash(mika, foreign)));
        assertEquals(1, house.problems.count(foreign));
        assertEquals(List.of(finding("disk-full")), house.problems.findings(root, foreign));
    }

    /** Abuse case 19. */
    @Test
    void aNodeSpeaksOfItsOwnInstancesAloneAndNeverOfMoreThanItKeeps() {
        var stranger = InstanceId.create();
        push(stranger, "port-in-use");
        assertEquals(0, house.problems.count(stranger));
        var many = new String[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = "d" + i;
        }
        push(hers, many);
        assertEquals(FindingTable.MOST, house.problems.count(hers));
    }

    @Test
    void aLinkBeginsWithoutFindingsAndTellsThemAnew() {
        push(hers, "port-in-use");
        push(foreign, "disk-full");
        var next = house.hub.linked(house.node, Samples.hello(house.node), house.daemon.api());
        assertEquals(0, house.problems.count(hers));
        push(hers, "late");
        assertEquals(0, house.problems.count(hers), "the former link's words hold no more");
        next.events().findingsChanged(new Findings(hers, List.of(finding("port-in-use"))));
        assertEquals(1, house.problems.count(hers));
        next.events().instanceRemoved(new Messages.InstanceRemoved(hers, 9));
        assertEquals(0, house.problems.count(hers));
    }

    @Test
    void aFixWantsTheWholeFolder() {
        house.daemon.answers("applyFix", r -> new Messages.Done());
        push(hers, "eula-missing");
        house.problems.fix(mika, hers, "eula-missing", "accept-eula").join();
        assertEquals(
                new Care.FixRequest(hers, "eula-missing", "accept-eula", mikaId),
                house.daemon.requests.get("applyFix"));

        var friendId = UserId.create();
        house.userStore.insert(new UserRecord(friendId, "friend", RoleId.USER, false, "hash", Instant.EPOCH, null));
        var friend = FakeAccess.user(friendId);
        house.members.put(mika, hers, "friend", Set.of(Permission.FILES_READ), List.of());
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.problems.fix(friend, hers, "eula-missing", "x")));
        house.members.put(
                mika, hers, "friend", Set.of(Permission.FILES_WRITE), List.of(new Rule("secret", FileAccess.READ)));
        assertEquals(ErrorCode.FORBIDDEN, refusal(() -> house.problems.fix(friend, hers, "eula-missing", "x")));
        house.members.put(mika, hers, "friend", Set.of(Permission.FILES_WRITE), List.of());
        house.problems.fix(friend, hers, "eula-missing", "x").join();
    }

    @Test
    void aCrashIsShownToThoseWhoReadTheConsole() {
        var report = new Care.CrashReport(
                new ExitInfo(1, null, Instant.EPOCH, Duration.ofSeconds(3), false),
                "EXIT_CODE",
                List.of("last words"),
                2,
                List.of());
        house.daemon.answers("crash", r -> new Care.CrashAnswer(report));
        assertEquals(Optional.of(report), house.problems.crash(mika, hers).join());
        house.daemon.answers("crash", r -> new Care.CrashAnswer(null));
        assertEquals(Optional.empty(), house.problems.crash(mika, hers).join());
    }
}
