package io.ostler.daemon.command.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;

/** Why a line was not answered. Carries neither message nor cause of what lies below: they may hold the password. */
final class PathFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** Names are those of the parameter {@code reason}. */
    enum Reason {
        REFUSED,
        TIMEOUT,
        PASSWORD,
        PROTOCOL
    }

    private final Reason reason;

    PathFailure(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    OstlerException toProblem() {
        return OstlerException.of(ErrorCode.COMMAND_PATH_FAILED, "reason", reason.name());
    }
}
