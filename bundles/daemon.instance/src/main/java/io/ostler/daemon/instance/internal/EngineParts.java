package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.command.CommandPaths;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all instances share. Immutable.
 *
 * @param tasks virtual threads for work that may wait
 * @param timer one thread that only hands work to {@code tasks}
 * @param commands ways for lines other than the input of programs
 */
record EngineParts(
        TypeRegistry types,
        Announcer announcer,
        ExecutorService tasks,
        ScheduledExecutorService timer,
        Clock clock,
        CommandPaths commands,
        NodeWishes wishes) {

    private static final Logger LOG = LoggerFactory.getLogger(EngineParts.class);

    Instant now() {
        return clock.instant();
    }

    /** While the engine stops nothing new is begun; the ledgers tell the next life what was left. */
    void run(Runnable task) {
        try {
            tasks.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine stops; left to the next life");
        }
    }
}
