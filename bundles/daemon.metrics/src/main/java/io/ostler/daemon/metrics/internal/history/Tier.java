package io.ostler.daemon.metrics.internal.history;

import java.time.Duration;

/** For how long which steps are kept; from fine to coarse. */
enum Tier {
    FINE(Duration.ofSeconds(10), Duration.ofHours(2)),
    MIDDLE(Duration.ofMinutes(1), Duration.ofDays(2)),
    COARSE(Duration.ofMinutes(10), Duration.ofDays(30));

    private final long stepMillis;
    private final int slots;

    Tier(Duration step, Duration kept) {
        stepMillis = step.toMillis();
        slots = (int) kept.dividedBy(step);
    }

    long stepMillis() {
        return stepMillis;
    }

    int slots() {
        return slots;
    }

    long keptMillis() {
        return stepMillis * slots;
    }

    int stepOf(long millis) {
        return (int) Math.floorDiv(millis, stepMillis);
    }

    /** The coarsest that is fine enough and reaches back so far; else the one that reaches back farthest. */
    static Tier of(long reachBackMillis, long wantedStepMillis) {
        var best = COARSE;
        for (var tier : values()) {
            if (tier.keptMillis() >= reachBackMillis) {
                if (best == COARSE || tier.stepMillis <= wantedStepMillis) {
                    best = tier;
                }
                if (tier.stepMillis > wantedStepMillis) {
                    break;
                }
            }
        }
        return best;
    }
}
