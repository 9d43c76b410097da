package io.ostler.panel.link.internal;

import java.time.Duration;

/**
 * How long things may take. Immutable.
 *
 * @param connect to one address
 * @param handshake from the connection to the proof
 * @param call one call of a link
 * @param beat between two measurements
 * @param steady a link that held so long makes the next pause short again
 * @param firstPause, longestPause between attempts; each is twice the one before
 */
record LinkTimes(
        Duration connect,
        Duration handshake,
        Duration call,
        Duration beat,
        Duration steady,
        Duration firstPause,
        Duration longestPause) {

    static final LinkTimes NORMAL = new LinkTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
}
