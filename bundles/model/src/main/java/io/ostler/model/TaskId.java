package io.ostler.model;

/** Identity of a task: 8 to 40 of {@code a-z 0-9 -}, never reused. Immutable. */
public record TaskId(String value) implements Id {

    /** @throws OstlerException with {@link ErrorCode#INVALID_ID} when the text has another form */
    public TaskId {
        Id.check(value);
    }

    /** A new identity that no one can guess: 16 random letters and digits, 80 bits. */
    public static TaskId create() {
        return new TaskId(Id.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
