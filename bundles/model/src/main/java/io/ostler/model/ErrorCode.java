package io.ostler.model;

/**
 * Stable codes of everything that can go wrong; message files hold title and remedy under the code's name.
 * The category decides the HTTP status at the edges.
 */
public enum ErrorCode {
    // requests
    INVALID_ID(Category.INVALID),
    INVALID_REQUEST(Category.INVALID),
    UNKNOWN_FIELD(Category.INVALID),
    VALUE_OUT_OF_RANGE(Category.INVALID),
    REQUEST_TOO_LARGE(Category.TOO_LARGE),
    METHOD_NOT_ALLOWED(Category.METHOD),
    REQUEST_TIMEOUT(Category.TIMEOUT),
    CONTENT_TYPE_WRONG(Category.MEDIA_TYPE),
    NOT_FOUND(Category.NOT_FOUND),
    CONFLICT(Category.CONFLICT),
    PRECONDITION_FAILED(Category.PRECONDITION),
    PRECONDITION_REQUIRED(Category.PRECONDITION_REQUIRED),
    // people
    NOT_SIGNED_IN(Category.UNAUTHENTICATED),
    LOGIN_FAILED(Category.UNAUTHENTICATED),
    LOGIN_THROTTLED(Category.THROTTLED),
    API_KEY_REFUSED(Category.UNAUTHENTICATED),
    API_KEY_NOT_ENOUGH(Category.FORBIDDEN),
    SECOND_STEP_OVER(Category.UNAUTHENTICATED),
    CODE_WRONG(Category.UNAUTHENTICATED),
    PASSKEY_REFUSED(Category.UNAUTHENTICATED),
    STEP_UP_REQUIRED(Category.FORBIDDEN),
    IMPERSONATING(Category.FORBIDDEN),
    FORBIDDEN(Category.FORBIDDEN),
    CSRF_REFUSED(Category.FORBIDDEN),
    ORIGIN_REFUSED(Category.FORBIDDEN),
    ADDRESS_BLOCKED(Category.FORBIDDEN),
    OWN_ADDRESS_BLOCKED(Category.INVALID),
    PASSWORD_TOO_WEAK(Category.INVALID),
    NAME_TAKEN(Category.CONFLICT),
    EMAIL_TAKEN(Category.CONFLICT),
    INVITATION_INVALID(Category.NOT_FOUND),
    LAST_ADMINISTRATOR(Category.CONFLICT),
    OWN_ACCOUNT(Category.CONFLICT),
    ROLE_IN_USE(Category.CONFLICT),
    ROLE_MAPPED(Category.CONFLICT),
    // ways to sign in
    PROVIDER_FAILED(Category.CONFLICT),
    SIGN_IN_EXPIRED(Category.CONFLICT),
    IDENTITY_UNKNOWN(Category.FORBIDDEN),
    IDENTITY_TAKEN(Category.CONFLICT),
    LAST_SIGN_IN(Category.CONFLICT),
    // set-up
    SETUP_CODE_WRONG(Category.FORBIDDEN),
    RECOVERY_CODE_WRONG(Category.FORBIDDEN),
    SETUP_DONE(Category.CONFLICT),
    SETUP_NEEDED(Category.UNAVAILABLE),
    // nodes
    ENROLMENT_REFUSED(Category.FORBIDDEN),
    NODE_AWAY(Category.UNAVAILABLE),
    NODE_TIMEOUT(Category.UNAVAILABLE),
    NODE_HAS_INSTANCES(Category.CONFLICT),
    // instances
    INSTANCE_BUSY(Category.CONFLICT),
    INSTANCE_NOT_RUNNING(Category.CONFLICT),
    INSTANCE_RUNNING(Category.CONFLICT),
    INSTANCE_TYPE_UNKNOWN(Category.INVALID),
    COMMAND_NOT_FOUND(Category.INVALID),
    START_FAILED(Category.INTERNAL),
    CONSOLE_INPUT_FULL(Category.CONFLICT),
    COMMAND_DENIED(Category.FORBIDDEN),
    COMMAND_PATH_FAILED(Category.CONFLICT),
    PORT_TAKEN(Category.CONFLICT),
    PORTS_USED_UP(Category.CONFLICT),
    PLACEHOLDER_UNKNOWN(Category.INVALID),
    ACCOUNT_UNKNOWN(Category.INVALID),
    INSTANCE_EXPIRED(Category.CONFLICT),
    UPKEEP_FAILED(Category.CONFLICT),
    UPKEEP_TIMED_OUT(Category.CONFLICT),
    // files
    PATH_INVALID(Category.INVALID),
    PATH_OUTSIDE_ROOT(Category.FORBIDDEN),
    FILE_NOT_FOUND(Category.NOT_FOUND),
    FILE_EXISTS(Category.CONFLICT),
    FILE_CHANGED(Category.PRECONDITION),
    NOT_A_FILE(Category.CONFLICT),
    NOT_A_FOLDER(Category.CONFLICT),
    FOLDER_NOT_EMPTY(Category.CONFLICT),
    FILE_TOO_LARGE(Category.TOO_LARGE),
    FILE_NOT_TEXT(Category.CONFLICT),
    FILE_ACCESS_DENIED(Category.FORBIDDEN),
    UPLOAD_LENGTH_WRONG(Category.INVALID),
    RANGE_INVALID(Category.RANGE),
    DISK_FULL(Category.STORAGE),
    QUOTA_EXCEEDED(Category.STORAGE),
    FILE_DENIED(Category.FORBIDDEN),
    CHECKSUM_WRONG(Category.INVALID),
    UPLOAD_OFFSET_WRONG(Category.CONFLICT),
    UPLOAD_GONE(Category.NOT_FOUND),
    UPLOAD_BUSY(Category.LOCKED),
    ARCHIVE_INVALID(Category.INVALID),
    ARCHIVE_LIMIT(Category.TOO_LARGE),
    ARCHIVE_FORMAT_UNKNOWN(Category.INVALID),
    ADDRESS_REFUSED(Category.FORBIDDEN),
    FETCH_FAILED(Category.CONFLICT),
    // long work
    TASK_CANCELLED(Category.CONFLICT),
    TASK_INTERRUPTED(Category.CONFLICT),
    TASK_LIMIT(Category.THROTTLED),
    CAPABILITY_MISSING(Category.UNAVAILABLE),
    SSH_KEY_INVALID(Category.INVALID),
    // streams
    TICKET_INVALID(Category.UNAUTHENTICATED),
    TICKET_EXPIRED(Category.UNAUTHENTICATED),
    TICKET_USED(Category.UNAUTHENTICATED),
    TICKET_SCOPE(Category.FORBIDDEN),
    GRANT_REVOKED(Category.FORBIDDEN),
    STREAM_LIMIT(Category.THROTTLED),
    // the house itself
    OVERLOADED(Category.THROTTLED),
    NOT_READY(Category.UNAVAILABLE),
    STORAGE_FAILED(Category.INTERNAL),
    DATABASE_UNFIT(Category.CONFLICT),
    INTERNAL(Category.INTERNAL);

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** Kinds of errors with the HTTP status that the edges answer. */
    public enum Category {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD(405),
        TIMEOUT(408),
        CONFLICT(409),
        PRECONDITION(412),
        TOO_LARGE(413),
        MEDIA_TYPE(415),
        RANGE(416),
        LOCKED(423),
        PRECONDITION_REQUIRED(428),
        THROTTLED(429),
        INTERNAL(500),
        UNAVAILABLE(503),
        STORAGE(507);

        private final int status;

        Category(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
