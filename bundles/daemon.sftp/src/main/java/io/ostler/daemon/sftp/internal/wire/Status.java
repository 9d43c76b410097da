package io.ostler.daemon.sftp.internal.wire;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.problem.ProblemText;

/** What this version of the protocol calls an outcome; what it can't say stands in the text that goes with it. */
public enum Status {
    OK(0),
    END(1),
    NO_SUCH_FILE(2),
    PERMISSION_DENIED(3),
    FAILURE(4),
    BAD_MESSAGE(5),
    UNSUPPORTED(8);

    private final int number;

    Status(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    public static Status of(ErrorCode code) {
        return switch (code) {
            case FILE_NOT_FOUND, NOT_FOUND, NOT_A_FOLDER -> NO_SUCH_FILE;
            case FILE_ACCESS_DENIED, FILE_DENIED, FORBIDDEN, PATH_OUTSIDE_ROOT, GRANT_REVOKED -> PERMISSION_DENIED;
            default -> FAILURE;
        };
    }

    /** For people. */
    public static String text(OstlerException e) {
        return ProblemText.title(e.code(), e.parameters());
    }
}
