package io.ostler.panel.core.internal.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.model.ErrorCode;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditChain.Fault;
import io.ostler.panel.api.audit.AuditChain.Kind;
import io.ostler.panel.api.audit.AuditLog.Verification;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.core.internal.fake.AuditInMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
    private final AuditInMemory store = new AuditInMemory();

    private static AuditAct act(String name) {
        return new AuditAct(AuditActor.panel(), name, AuditObject.of("", ""));
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            store.write(List.of(), List.of(new Ended("", act("n" + i), AuditResult.DONE)));
        }
    }

    private Verification verified() {
        try (var check = new ChainCheck(store)) {
            check.begin();
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                while (check.state().running()) {
                    LockSupport.parkNanos(1_000_000);
                }
            });
            return check.state();
        }
    }

    @Test
    void aChainInOrderTellsItsEnd() {
        fill(1200);
        var state = verified();
        assertNull(state.fault());
        assertEquals(1200, state.checked());
        assertEquals(store.head().hash(), state.hash());
        assertNotNull(state.finished());
    }

    @Test
    void anEmptyChainIsInOrder() {
        assertNull(verified().fault());
    }

    @Test
    void theFirstWrongRecordIsTold() {
        fill(1200);
        var was = store.records.get(700);
        store.records.set(700, new AuditRecord(701, was.at(), act("forged"), was.result(), was.former(), was.hash()));
        store.records.remove(900);
        var state = verified();
        assertEquals(new Fault(701, Kind.CHANGED), state.fault());
        assertEquals("", state.hash());
    }

    @Test
    void whatIsGoneIsTold() {
        fill(10);
        store.records.removeFirst();
        assertEquals(new Fault(2, Kind.CUT), verified().fault());
    }

    @Test
    void aStoreThatFailsIsNoVerdict() {
        fill(1);
        store.unreadable = true;
        assertEquals(ErrorCode.STORAGE_FAILED.name(), verified().failure());
        assertNull(verified().fault());
    }
}
