package io.ostler.panel.core.internal.audit;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditChain;
import io.ostler.panel.api.audit.AuditChain.Fault;
import io.ostler.panel.api.audit.AuditChain.Kind;
import io.ostler.panel.api.audit.AuditLog.Verification;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Head;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies the whole chain in the background, one at a time, while others write and the oldest are removed. Thread-safe. */
final class ChainCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);
    private static final int TURN = 500;
    private static final Head NOTHING = new Head(0, "");
    /** Retention may overtake it; hardly this often. */
    private static final int TRIES = 5;

    private final AuditStore store;
    private volatile Verification state = Verification.NONE;
    private volatile boolean closed;

    ChainCheck(AuditStore store) {
        this.store = store;
    }

    Verification state() {
        return state;
    }

    synchronized Verification begin() {
        if (!state.running()) {
            state = new Verification(true, 0, store.head().number(), null, null, null, 0, "");
            Thread.ofVirtual().name("ostler-audit-verify").start(this::run);
        }
        return state;
    }

    private void run() {
        try {
            for (int tried = 1; !closed; tried++) {
                var head = store.head();
                var chain = new AuditChain();
                var fault = check(chain, head);
                if (fault == null || tried == TRIES || !wasOvertaken(fault)) {
                    end(chain, head, fault, null);
                    return;
                }
            }
        } catch (OstlerException e) {
            end(new AuditChain(), NOTHING, null, e.code());
        } catch (Throwable e) { // the thread's outermost frame: nobody else would ever say that it ended
            LOG.error("The audit could not be verified", e);
            end(new AuditChain(), NOTHING, null, ErrorCode.INTERNAL);
        }
    }

    private @Nullable Fault check(AuditChain chain, Head head) {
        long next = 1;
        long total = head.number();
        while (next <= head.number() && !closed) {
            var turn = store.from(next, TURN);
            if (turn.isEmpty()) {
                break;
            }
            if (next == 1) {
                total = head.number() - turn.getFirst().number() + 1;
            }
            for (var record : turn) {
                if (record.number() > head.number()) {
                    break;
                }
                var fault = chain.add(record);
                if (fault != null) {
                    return fault;
                }
            }
            next = turn.getLast().number() + 1;
            state = new Verification(true, chain.count(), total, null, null, null, 0, "");
        }
        return chain.end(head.number(), head.hash());
    }

    /** Whether what seems to be missing has been removed after its time meanwhile. */
    private boolean wasOvertaken(Fault fault) {
        if (fault.kind() != Kind.MISSING && fault.kind() != Kind.CUT) {
            return false;
        }
        var first = store.from(1, 1);
        return !first.isEmpty()
                && first.getFirst().number() >= fault.number()
                && first.getFirst().number() > 1;
    }

    private void end(AuditChain chain, Head head, @Nullable Fault fault, @Nullable ErrorCode failure) {
        if (fault != null) {
            LOG.error("The audit is not as it was written: record {} {}", fault.number(), fault.kind());
        }
        boolean whole = fault == null && failure == null;
        state = new Verification(
                false,
                chain.count(),
                chain.count(),
                Instant.now(),
                fault,
                failure == null ? null : failure.name(),
                whole ? head.number() : 0,
                whole ? head.hash() : "");
    }

    @Override
    public void close() {
        closed = true;
    }
}
