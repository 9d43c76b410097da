package io.ostler.panel.auth.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds configured numbers within their bounds; says so where one was outside. Stateless. */
public final class Bounds {
    private static final Logger log = LoggerFactory.getLogger(Bounds.class);

    private Bounds() {}

    public static int within(String key, int value, int min, int max) {
        int bounded = Math.clamp(value, min, max);
        if (bounded != value) {
            log.warn("{}: {} = {} is not within {} and {}; {} is used", AuthConfig.PID, key, value, min, max, bounded);
        }
        return bounded;
    }
}
