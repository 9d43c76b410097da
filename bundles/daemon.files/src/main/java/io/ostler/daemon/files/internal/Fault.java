package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import java.io.IOException;

/** An error whose code is known where it happens; the path a person gave is added by {@link FileErrors}. */
final class Fault extends IOException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Fault(ErrorCode code) {
        super(code.name());
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
