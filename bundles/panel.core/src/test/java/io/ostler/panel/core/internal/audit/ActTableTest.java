package io.ostler.panel.core.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Acts.Act;
import io.ostler.protocol.Acts.Kind;
import io.ostler.protocol.Messages.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node may tell the audit (abuse 19, 45). */
class ActTableTest {
    private final House house = new House();
    private final UserId anna = UserId.create();
    private final InstanceId game;

    ActTableTest() {
        var snapshot = Samples.snapshot("game", 1);
        game = snapshot.id();
        house.link.events().instanceChanged(snapshot);
    }

    private Act act(InstanceId instance, Kind kind, String path, @Nullable String refused) {
        return new Act(
                Instant.now(), kind, instance, anna, "handle", "sftp", "192.0.2.1", Map.of("path", path), refused);
    }

    private Act act(String path) {
        return act(game, Kind.FILE_WRITE, path, null);
    }

    private Done tell(String log, long first, Act... acts) throws Exception {
        return house.link
                .events()
                .acted(new Acts.Batch(log, first, List.of(acts)))
                .get(60, TimeUnit.SECONDS);
    }

    private List<String> paths() {
        return house.auditStore.records.stream()
                .map(record -> record.act()
                        .after()
                        .map()
                        .getOrDefault("path", record.act().name()))
                .toList();
    }

    @Test
    void actsAreRecordedAsToldByADaemon() throws Exception {
        tell("log", 1, act(game, Kind.FILE_DELETE, "a\nb\u202e", "FILE_ACCESS_DENIED"));
        var record = house.auditStore.records.getFirst();
        assertEquals("instance.file.delete", record.act().name());
        assertEquals("daemon", record.act().actor().way());
        assertEquals("game", record.act().object().name());
        assertEquals(
                Map.of("path", "a\\u000ab\\u202e", "door", "sftp"),
                record.act().after().map());
        assertEquals(AuditResult.Outcome.REFUSED, record.result().outcome());
        assertTrue(record.isGenuine());
    }

    @Test
    void whatIsToldTwiceIsKeptOnce() throws Exception {
        tell("log", 1, act("a"), act("b"));
        tell("log", 1, act("a"), act("b"));
        tell("log", 2, act("b"), act("c"));
        assertEquals(List.of("a", "b", "c"), paths());
    }

    @Test
    void aGapIsRecordedAndANewLogBeginsAnew() throws Exception {
        tell("log", 1, act("a"));
        tell("log", 5, act("e"));
        assertEquals(List.of("a", "node.acts.lost", "e"), paths());
        assertEquals("3", house.auditStore.records.get(1).act().after().map().get("count"));
        tell("another", 1, act("f"));
        assertEquals(List.of("a", "node.acts.lost", "e", "f"), paths());
    }

    @Test
    void aNodeSpeaksOfItsOwnInstancesAlone() throws Exception {
        var other = NodeId.create();
        house.hub.adoptLocal(other, "other");
        var stranger = house.hub.linked(other, Samples.hello(other), house.daemon.api());
        stranger.events()
                .acted(new Acts.Batch("log", 1, List.of(act("forged"))))
                .get(60, TimeUnit.SECONDS);
        tell("log", 1, act(InstanceId.create(), Kind.FILE_WRITE, "nowhere", null), act("own"));
        assertEquals(List.of("own"), paths());
    }

    @Test
    void whatOneReadsOfOnesOwnIsNobodysBusiness() throws Exception {
        house.userStore.insert(new io.ostler.panel.api.store.UserStore.UserRecord(
                anna, "anna", io.ostler.panel.api.access.RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.instances.changeOwner(FakeAccess.administrator(), game, anna);
        tell("log", 1, act(game, Kind.FILE_READ, "read", null), act(game, Kind.FILE_WRITE, "written", null));
        assertEquals(List.of("written"), paths());
        assertEquals("anna", house.auditStore.records.getFirst().act().actor().name());
    }

    @Test
    void nonsenseIsRefusedForGood() {
        var many = IntStream.range(0, 101).mapToObj(i -> act("" + i)).toArray(Act[]::new);
        for (var telling : List.<org.junit.jupiter.api.function.Executable>of(
                () -> tell("log", 1, many),
                () -> tell("log", 0, act("a")),
                () -> tell("l\ng", 1, act("a")),
                () -> tell("log", Long.MAX_VALUE, act("a")))) {
            var failure = assertThrows(ExecutionException.class, telling);
            var cause = assertInstanceOf(OstlerException.class, failure.getCause());
            assertEquals(ErrorCode.Category.INVALID, cause.code().category());
        }
        assertEquals(List.of(), paths());
    }

    @Test
    void whatCantBeStoredIsToldAgain() throws Exception {
        house.auditStore.full = true;
        assertThrows(ExecutionException.class, () -> tell("log", 1, act("a")));
        house.auditStore.full = false;
        tell("log", 1, act("a"));
        assertEquals(List.of("a"), paths());
    }
}
