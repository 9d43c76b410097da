package io.ostler.panel.api.audit;

import io.ostler.model.ErrorCode;

/**
 * How an act ended. Immutable.
 *
 * @param code of the error, empty when it was done
 */
public record AuditResult(Outcome outcome, String code) {
    public static final AuditResult DONE = new AuditResult(Outcome.DONE, "");
    /** Nobody can say any more: the panel ended in between. */
    public static final AuditResult UNKNOWN = new AuditResult(Outcome.UNKNOWN, "");

    public enum Outcome {
        DONE,
        /** Whoever asked may not, or asked for something that can't be. */
        REFUSED,
        FAILED,
        UNKNOWN
    }

    public AuditResult {
        code = AuditText.clean(code, 60);
    }

    public static AuditResult of(ErrorCode code) {
        return switch (code.category()) {
            case INTERNAL, UNAVAILABLE, TIMEOUT, STORAGE -> new AuditResult(Outcome.FAILED, code.name());
            default -> new AuditResult(Outcome.REFUSED, code.name());
        };
    }
}
