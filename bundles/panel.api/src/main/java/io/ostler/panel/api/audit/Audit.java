package io.ostler.panel.api.audit;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where acts are recorded. Who changes something says so before and after:
 *
 * <pre>{@code
 * var entry = audit.begin(act);
 * try {
 *     change();
 *     entry.end(act, AuditResult.DONE);
 * } catch (OstlerException e) {
 *     entry.end(act, AuditResult.of(e.code()));
 *     throw e;
 * }
 * }</pre>
 *
 * Thread-safe. What can't be recorded fails with {@code DISK_FULL}, {@code STORAGE_FAILED} or, after 30 seconds at
 * the latest, {@code OVERLOADED}: then the act must not be done, or not be called done. REST operations have it by {@link io.ostler.panel.api.rest.Audited}.
 */
@ProviderType
public interface Audit {

    /** An act that was noted and has no result yet. When the panel ends in between, it is recorded as unknown. */
    interface Entry {

        /** Blocks until it is durable. Only the first call counts. @param act as it is known now */
        void end(AuditAct act, AuditResult result);
    }

    /** Notes durably what is about to be done; blocks some milliseconds. */
    Entry begin(AuditAct act);

    /** Records what has happened already; complete when it is durable. */
    CompletableFuture<Void> write(AuditAct act, AuditResult result);
}
