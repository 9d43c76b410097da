package io.ostler.panel.core.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.core.internal.fake.AuditInMemory;
import io.ostler.panel.core.internal.fake.House;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditServiceTest {
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
}
