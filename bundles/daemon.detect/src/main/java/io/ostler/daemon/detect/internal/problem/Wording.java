package io.ostler.daemon.detect.internal.problem;

/** Phrases by which a problem is known, whatever program says them. Immutable. */
final class Wording {
    private final String[] phrases;

    Wording(String... phrases) {
        this.phrases = phrases.clone();
    }

    boolean isIn(String line) {
        for (var phrase : phrases) { // no stream: run for every line of every program
            if (line.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
