package io.ostler.itests.files.door;

import java.util.Set;

/**
 * What became of an act.
 *
 * @param code of a refusal; empty when the door did not say one
 * @param content what was read
 */
public record Answer(boolean isDone, String code, byte[] content) {
    private static final Set<String> OUR_FAULT = Set.of("", "INTERNAL", "STORAGE_FAILED");

    public static Answer done(byte[] content) {
        return new Answer(true, "", content);
    }

    public static Answer done() {
        return done(new byte[0]);
    }

    public static Answer refused(String code) {
        return new Answer(false, code, new byte[0]);
    }

    /** In the words of the web server, which refuses addresses that can be read in two ways before our code sees them. */
    public static Answer refusedAsAddress() {
        return refused("HTTP 400");
    }

    /** A refusal that says what the client did wrong, in the door's own words for it. */
    public boolean isTypedRefusal() {
        return !isDone && !OUR_FAULT.contains(code);
    }

    @Override
    public String toString() {
        return isDone ? "done" : "refused: " + code;
    }
}
