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
 * @param before what was before the run; null at rest, and of runs that an earlier version began
 * @param requested what was asked of the run
 * @param stop how far its end is; null until it is asked for
 * @param exit how the last run ended
 * @param retries starts by the restart policy; null when there is nothing to say
 * @param resumes whether it starts again with the daemon, which stopped it when it went down itself
 */
public record RunLedger(
        Phase phase,
        @Nullable Instant since,
        @Nullable InstanceDefinition startedWith,
        @Nullable Before before,
        Requested requested,
        @Nullable Stop stop,
        @Nullable ExitInfo exit,
        @Nullable Retries retries,
        boolean resumes) {

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
        KILL,
        /** The engine ends it for {@link Stop#cause()}; nobody asked for it. */
        LIMIT;

        /** Whether a person or the panel asked for the end. */
        public boolean isWish() {
            return this == STOP || this == RESTART || this == KILL;
        }
    }

    /**
     * Where the console ended and how many processes the kernel had killed for memory.
     *
     * @param oomKills -1 when it can't be told
     */
    public record Before(long console, long oomKills) {}

    /**
     * @param since when it was asked for
     * @param deadline when it is killed
     * @param step which step of the stop action comes next
     * @param stepUntil when a waiting step is over; null before it has begun
     * @param isSent whether all steps are done
     * @param cause why the engine ends it; null when it was asked to
     */
    public record Stop(
            Instant since,
            Instant deadline,
            int step,
            @Nullable Instant stepUntil,
            boolean isSent,
            @Nullable String cause) {}

    /**
     * @param attempt which start in a row comes next, or was the last
     * @param next when it is made; null when it has been, or it is given up
     */
    public record Retries(int attempt, @Nullable Instant next) {}

    public static RunLedger rest(@Nullable ExitInfo exit) {
        return rest(exit, null);
    }

    public static RunLedger rest(@Nullable ExitInfo exit, @Nullable Retries retries) {
        return new RunLedger(Phase.REST, null, null, null, Requested.NOTHING, null, exit, retries, false);
    }

    /** Nobody knows; the type must look. */
    public static RunLedger unknown() {
        return new RunLedger(Phase.RUNNING, null, null, null, Requested.NOTHING, null, null, null, false);
    }

    /**
     * A start, which keeps how the run before ended until it has succeeded.
     *
     * @param attempt number of the start in a row by the restart policy; 0: a start of another kind
     */
    public RunLedger starting(Instant at, InstanceDefinition definition, Before now, int attempt) {
        return new RunLedger(
                Phase.STARTING,
                at,
                definition,
                now,
                Requested.NOTHING,
                null,
                exit,
                attempt == 0 ? null : new Retries(attempt, null),
                false);
    }

    public RunLedger running(Instant at) {
        return new RunLedger(Phase.RUNNING, at, startedWith, before, requested, stop, exit, retries, resumes);
    }

    public RunLedger ending(Requested wish, Instant at, Instant killedAt) {
        return stopping(wish, new Stop(at, killedAt, 0, null, false, null));
    }

    /** @param asked whether it is asked by its stop action; else it is killed at once */
    public RunLedger endingFor(String cause, Instant at, Instant killedAt, boolean asked) {
        return stopping(Requested.LIMIT, new Stop(at, killedAt, 0, null, !asked, cause));
    }

    /** As it is, with the promise that it starts again with the daemon. */
    public RunLedger resuming() {
        return new RunLedger(phase, since, startedWith, before, requested, stop, exit, retries, true);
    }

    /** The present step waits. */
    public RunLedger waiting(Instant until) {
        return stop == null
                ? this
                : stopping(requested, new Stop(stop.since, stop.deadline, stop.step, until, stop.isSent, stop.cause));
    }

    /** The present step is done. */
    public RunLedger stepped(boolean wasLast) {
        return stop == null
                ? this
                : stopping(requested, new Stop(stop.since, stop.deadline, stop.step + 1, null, wasLast, stop.cause));
    }

    private RunLedger stopping(Requested wish, Stop stop) {
        return new RunLedger(phase, since, startedWith, before, wish, stop, exit, retries, resumes);
    }
}
