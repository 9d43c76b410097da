package io.ostler.daemon.instance.internal.store;

import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the next life of the daemon must know of an instance: written before each step, so that whatever was asked for is
 * brought to its end whenever this life ends. Immutable.
 *
 * @param since when the run was begun; null at rest, and when the file couldn't be read
 * @param startedWith the definition that the run was begun with; a later change is for the next run
 * @param requested what a person asked of the run
 * @param stopSince when its end was asked for, {@code deadline} when it is killed; null before
 * @param stopSent whether the stop action has reached the program
 * @param exit how the last run ended
 */
public record RunLedger(
        Phase phase,
        @Nullable Instant since,
        @Nullable InstanceDefinition startedWith,
        Requested requested,
        @Nullable Instant stopSince,
        @Nullable Instant deadline,
        boolean stopSent,
        @Nullable ExitInfo exit) {

    public enum Phase {
        /** Nothing runs. */
        REST,
        /** The type was asked to start it. */
        STARTING,
        /** It ran. */
        RUNNING
    }

    public enum Requested {
        NOTHING,
        STOP,
        RESTART,
        KILL
    }

    public static RunLedger rest(@Nullable ExitInfo exit) {
        return new RunLedger(Phase.REST, null, null, Requested.NOTHING, null, null, false, exit);
    }

    /** Nobody knows; the type must look. */
    public static RunLedger unknown() {
        return new RunLedger(Phase.RUNNING, null, null, Requested.NOTHING, null, null, false, null);
    }

    /** A start, which keeps how the run before ended until it has succeeded. */
    public RunLedger starting(Instant at, InstanceDefinition definition) {
        return new RunLedger(Phase.STARTING, at, definition, Requested.NOTHING, null, null, false, exit);
    }

    public RunLedger running(Instant at) {
        return new RunLedger(Phase.RUNNING, at, startedWith, requested, stopSince, deadline, stopSent, exit);
    }

    public RunLedger ending(Requested wish, Instant at, Instant killedAt) {
        return new RunLedger(phase, since, startedWith, wish, at, killedAt, false, exit);
    }

    public RunLedger sent() {
        return new RunLedger(phase, since, startedWith, requested, stopSince, deadline, true, exit);
    }
}
