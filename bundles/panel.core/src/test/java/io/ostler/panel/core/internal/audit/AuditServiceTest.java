package io.ostler.panel.core.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.SettingStore;
import io.ostler.panel.core.internal.fake.AuditInMemory;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditServiceTest {
    private static final Duration HASTE = Duration.ofMillis(200);

    private final House house = new House();
    private final AuditInMemory store = new AuditInMemory();
    private final AuditService audit =
            new AuditService(store, new AuditNames(house.directory, house.table, house.names));

    @AfterEach
    void close() {
        audit.close();
    }

    private static AuditAct act(String name, String kind, String id) {
        return new AuditAct(AuditActor.panel(), name, AuditObject.of(kind, id));
    }

    private List<String> names() {
        return store.records.stream().map(record -> record.act().name()).toList();
    }

    @Test
    void anActIsNotedBeforeAndRecordedAfter() {
        var act = act("node.change", AuditObject.NODE, house.node.value());
        var entry = audit.begin(act);
        assertEquals(1, store.begun.size());
        assertEquals(List.of(), names());
        entry.end(act, AuditResult.DONE);
        entry.end(act, AuditResult.UNKNOWN);
        assertTrue(store.begun.isEmpty());
        assertEquals(List.of("node.change"), names());
        assertEquals("home", store.records.getFirst().act().object().name());
    }

    @Test
    void whatIsNoIdIsRecordedAsItCame() {
        audit.write(act("node.change", AuditObject.NODE, "../../etc"), AuditResult.DONE)
                .join();
        assertEquals("../../etc", store.records.getFirst().act().object().id());
    }

    @Test
    void nobodyWaitsForEverWhenTheStoreBreaks() {
        store.broken = true;
        var failure = assertThrows(OstlerException.class, () -> audit.begin(act("a", "", "")));
        assertEquals(ErrorCode.STORAGE_FAILED, failure.code());
        store.broken = false;
        audit.begin(act("b", "", ""));
    }

    @Test
    void nobodyWaitsForEverWhenTheStoreHangs() {
        store.gate = new CountDownLatch(1);
        try (var hasty = new AuditService(store, new AuditNames(house.directory, house.table, house.names), HASTE)) {
            var before = assertThrows(OstlerException.class, () -> hasty.begin(act("a", "", "")));
            assertEquals(ErrorCode.OVERLOADED, before.code());
            var after = hasty.write(act("b", "", ""), AuditResult.DONE);
            var failure = assertThrows(CompletionException.class, after::join).getCause();
            assertEquals(
                    ErrorCode.OVERLOADED,
                    assertInstanceOf(OstlerException.class, failure).code());
            store.gate.countDown();
        }
        // Closed when what waited was written after all.
        assertEquals(List.of("b"), names());
    }

    @Test
    void whatCantBeNotedIsRefused() {
        store.full = true;
        var failure = assertThrows(OstlerException.class, () -> audit.begin(act("a", "", "")));
        assertEquals(ErrorCode.DISK_FULL, failure.code());
        store.full = false;
        audit.begin(act("a", "", ""));
    }

    @Test
    void aPoisonRecordFailsAloneAndTheOthersAreWritten() {
        var written = IntStream.range(0, 200)
                .mapToObj(i -> audit.write(act(i == 100 ? "poison" : "n" + i, "", ""), AuditResult.DONE))
                .toList();
        assertThrows(CompletionException.class, () -> written.get(100).join());
        written.stream().filter(done -> done != written.get(100)).forEach(CompletableFuture::join);
        assertEquals(199, store.records.size());
    }

    /** The example of the package's description. */
    @Test
    void aPlugInWritesThroughTheSameService() {
        var act = new AuditAct(
                AuditActor.of(FakeAccess.administrator()),
                "shop.order.cancel",
                AuditObject.of("shop.order", "47\n11"),
                AuditValues.of(Map.of("state", "paid")),
                AuditValues.of(Map.of("state", "cancelled", "card", AuditValues.MASKED)));
        audit.begin(act).end(act, AuditResult.of(ErrorCode.CONFLICT));
        var record = store.records.getFirst();
        assertEquals("shop.order.cancel", record.act().name());
        assertEquals("47\\u000a11", record.act().object().id());
        assertEquals("CONFLICT", record.result().code());
        assertTrue(record.isGenuine());
        assertTrue(store.begun.isEmpty());
    }

    @Test
    void strangersWhoFailCantFillTheAudit() {
        var wrong = new AuditResult(AuditResult.Outcome.REFUSED, "LOGIN_FAILED");
        for (int i = 0; i < 1000; i++) {
            audit.write(guess("192.0.2.1"), wrong).join();
        }
        assertEquals(20, store.records.size());
        audit.write(guess("192.0.2.2"), wrong).join();
        assertEquals("980", store.records.getLast().act().after().map().get("unrecorded"));
        audit.write(guess("192.0.2.1"), AuditResult.DONE).join();
        assertEquals(22, store.records.size());
        for (int i = 0; i < 1000; i++) {
            audit.write(guess("address " + i), wrong).join();
        }
        assertTrue(store.records.size() < 400, "many addresses together are bounded, too");
    }

    private static AuditAct guess(String address) {
        return new AuditAct(
                AuditActor.stranger("anna", "web", address, "", ""), "session.sign-in", AuditObject.of("session", ""));
    }

    @Test
    void actsWithoutAnEndBecomeUnknown() throws Exception {
        audit.begin(act("node.change", AuditObject.NODE, house.node.value()));
        var later = Clock.offset(Clock.systemUTC(), AuditCare.LONGEST_ACT.plusSeconds(1));
        var care = new AuditCare(store, new NoSettings(), later);
        care.care();
        care.close();
        assertEquals(AuditResult.UNKNOWN, store.records.getFirst().result());
        assertTrue(store.begun.isEmpty());
    }

    /** Nothing is set. */
    private static final class NoSettings implements SettingStore {
        @Override
        public Optional<String> get(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, String value) {}

        @Override
        public boolean putIfAbsent(String name, String value) {
            return true;
        }
    }
}
