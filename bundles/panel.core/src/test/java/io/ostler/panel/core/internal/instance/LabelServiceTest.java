package io.ostler.panel.core.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final Caller stranger = FakeAccess.user(UserId.create());
    private final InstanceId id = InstanceId.create();

    @BeforeEach
    void oneInstance() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(id, house.node, mikaId, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(id, Samples.definition("hers"), 1));
    }

    private static void refused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(OstlerException.class, call).code());
    }

    private void write(Caller caller, String... tags) {
        house.labels.put(
                caller,
                id,
                List.of(tags),
                "",
                List.of(),
                house.labelRecords.of(id).revision());
    }

    @Test
    void administratorsAndTheOwnerWrite() {
        write(root, "pvp");
        write(mika, "pvp", "eu");
        assertEquals(List.of("pvp", "eu"), house.labels.get(mika, id).tags());
        assertEquals(2, house.labels.get(root, id).revision());
        assertEquals(house.labels.get(root, id), house.labelStore.labels.get(id));
    }

    @Test
    void nobodyElseDoes() {
        var memberId = UserId.create();
        house.userStore.insert(new UserRecord(memberId, "juno", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.members.put(root, id, "juno", Set.of(Permission.INSTANCE_POWER), List.of());
        refused(ErrorCode.FORBIDDEN, () -> write(FakeAccess.user(memberId), "x"));
        refused(ErrorCode.NOT_FOUND, () -> write(stranger, "x"));
        refused(ErrorCode.NOT_FOUND, () -> house.labels.get(stranger, id));
        refused(ErrorCode.NOT_FOUND, () -> house.labels.expire(stranger, id, Instant.EPOCH));
        assertEquals(Labels.NONE, house.labelRecords.of(id));
    }

    @Test
    void onlyAdministratorsLetItExpire() {
        refused(ErrorCode.FORBIDDEN, () -> house.labels.expire(mika, id, Instant.parse("2030-01-01T00:00:00Z")));
        assertEquals(List.of("openGrants"), house.daemon.asked);
    }

    @Test
    void theDaemonLearnsWhenItExpires() {
        house.daemon.answers("updateInstance", request -> {
            var update = (Messages.UpdateInstance) request;
            return new InstanceSnapshot(
                    id, update.definition(), 2, Samples.snapshot("x", 1).state(), 2, Instant.EPOCH);
        });
        var end = Instant.parse("2030-01-01T00:00:00Z");
        assertEquals(
                end,
                house.labels
                        .expire(root, id, end)
                        .join()
                        .snapshot()
                        .definition()
                        .care()
                        .expires());
        assertEquals(
                Samples.definition("hers"),
                ((Messages.UpdateInstance) house.daemon.requests.get("updateInstance"))
                        .definition()
                        .withCare(CarePolicy.DEFAULT));
        assertNull(house.labels
                .expire(root, id, null)
                .join()
                .snapshot()
                .definition()
                .care()
                .expires());
    }

    @Test
    void whatHasExpiredDoesNotStart() {
        house.link.events().instanceChanged(Samples.snapshot(id, expired(), 5));
        refused(ErrorCode.INSTANCE_EXPIRED, () -> house.instances.power(root, id, PowerAction.START));
        refused(ErrorCode.INSTANCE_EXPIRED, () -> house.instances.power(mika, id, PowerAction.RESTART));
        assertEquals(List.of("openGrants"), house.daemon.asked);
        house.instances.power(mika, id, PowerAction.STOP);
        assertEquals(List.of("openGrants", "power"), house.daemon.asked);
    }

    private static InstanceDefinition expired() {
        return Samples.definition("hers").withCare(CarePolicy.DEFAULT.withExpires(Instant.now()));
    }

    @Test
    void theSlowerOfTwoWritersLearnsOfTheOther() {
        house.labels.put(mika, id, List.of("a"), "", List.of(), 0);
        refused(ErrorCode.PRECONDITION_FAILED, () -> house.labels.put(root, id, List.of("b"), "", List.of(), 0));
        refused(ErrorCode.PRECONDITION_FAILED, () -> house.labels.put(root, id, List.of("b"), "", List.of(), -1));
        assertEquals(List.of("a"), house.labels.get(root, id).tags());
    }

    @Test
    void aChangeIsToldToLiveViews() {
        long before = house.events.last(Topic.INSTANCES);
        write(mika, "a");
        assertEquals(before + 1, house.events.last(Topic.INSTANCES));
    }

    @Test
    void tagsAreWrittenOneWay() {
        write(mika, "  PvP ", "pvp", "a\u00A0 \u00A0b", "e\u0301");
        assertEquals(List.of("pvp", "a b", "\u00E9"), house.labels.get(mika, id).tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", "a\nb", "\u202Eevil", "\u0000", "123456789012345678901234567890123"})
    void noOtherTags(String tag) {
        refused(ErrorCode.INVALID_REQUEST, () -> write(mika, tag));
    }

    @Test
    void whatIsTooMuchIsRefusedAndChangesNothing() {
        var many = Collections.nCopies(21, "x").stream()
                .map(x -> x + Math.random())
                .map(x -> x.substring(0, 9))
                .toList();
        refused(ErrorCode.INVALID_REQUEST, () -> house.labels.put(mika, id, many, "", List.of(), 0));
        refused(ErrorCode.INVALID_REQUEST, () -> house.labels.put(mika, id, List.of(), "x".repeat(4001), List.of(), 0));
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> house.labels.put(mika, id, List.of(), "", Collections.nCopies(6, "a"), 0));
        refused(ErrorCode.INVALID_REQUEST, () -> house.labels.put(mika, id, List.of(), "", List.of("a/b"), 0));
        refused(ErrorCode.INVALID_REQUEST, () -> house.labels.put(mika, id, List.of(), "\u001b[2J", List.of(), 0));
        assertTrue(house.labelStore.labels.isEmpty());
    }
}
