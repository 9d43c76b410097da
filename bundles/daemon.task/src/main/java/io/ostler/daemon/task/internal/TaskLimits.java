package io.ostler.daemon.task.internal;

import java.time.Duration;

/**
 * How much of what there may be. Immutable.
 *
 * @param running, runningPerInstance tasks at once
 * @param waiting, waitingPerInstance tasks behind them
 * @param over, kept tasks that are over and for how long they are shown
 * @param logs characters of their logs, all together
 * @param beat between two looks at what running tasks tell
 */
record TaskLimits(
        int running,
        int runningPerInstance,
        int waiting,
        int waitingPerInstance,
        int over,
        Duration kept,
        int logs,
        Duration beat) {

    static final TaskLimits NORMAL =
            new TaskLimits(8, 2, 2_000, 100, 500, Duration.ofHours(24), 4_000_000, Duration.ofMillis(250));
}
