package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An error whose code is known where it happens; the path a person gave is added by {@link FileErrors}. */
final class Fault extends IOException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String path;

    Fault(ErrorCode code) {
        super(code.name());
        this.code = code;
        this.path = null;
    }

    /** With the path that is meant, where it is another than the one that was given. */
    Fault(ErrorCode code, FilePath path) {
        super(code.name());
        this.code = code;
        this.path = path.toString();
    }

    ErrorCode code() {
        return code;
    }

    @Nullable
    String path() {
        return path;
    }
}
