package io.ostler.daemon.command.internal;

import java.time.Duration;

/**
 * How long things may take. Immutable.
 *
 * @param connect until there is a connection
 * @param answer for signing in, and for the answer to one line
 * @param quiet without a byte: an answer without a mark at its end is over
 * @param idle after it a connection is closed
 */
record Timing(Duration connect, Duration answer, Duration quiet, Duration idle) {

    static final Timing USUAL =
            new Timing(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofSeconds(60));

    /** From the moment a line was handed over, waiting behind others included. */
    Duration whole() {
        return connect.plus(answer).plus(answer);
    }
}
