package io.ostler.daemon.instance.internal.state;

import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Recovery;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Starting;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.InstanceState.Unknown;
import io.ostler.model.PowerAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All rules about states, and nothing else: which action is taken when, and what follows what. Pure. */
public final class Transitions {

    /** The reason of {@link Unknown} while the type of an instance isn't there. */
    public static final String TYPE_UNKNOWN = ErrorCode.INSTANCE_TYPE_UNKNOWN.name();

    private Transitions() {}

    /** Why an action isn't taken in this state; empty when it is. */
    public static Optional<ErrorCode> refusal(InstanceState state, PowerAction action) {
        return Optional.ofNullable(
                switch (state) {
                    case Stopped s -> atRest(action);
                    case Crashed s
                    when isWaiting(s) -> action == PowerAction.RESTART ? ErrorCode.INSTANCE_NOT_RUNNING : null;
                    case Crashed s -> atRest(action);
                    case Starting s -> action == PowerAction.KILL ? null : ErrorCode.INSTANCE_BUSY;
                    case Running s -> action == PowerAction.START ? ErrorCode.INSTANCE_RUNNING : null;
                    case Stopping s -> action == PowerAction.KILL ? null : ErrorCode.INSTANCE_BUSY;
                    case Busy s -> ErrorCode.INSTANCE_BUSY;
                    case Unknown(String reason) ->
                        reason.equals(TYPE_UNKNOWN) ? ErrorCode.INSTANCE_TYPE_UNKNOWN : ErrorCode.STORAGE_FAILED;
                });
    }

    /** The state after an event; an event that can't happen in a state is a mistake in the engine. */
    public static InstanceState next(InstanceState state, Event event) {
        return switch (event) {
            case Event.StartBegun(var at) when isAtRest(state) || state instanceof Unknown -> new Starting(at);
            case Event.Started(var at, var pid) when state instanceof Starting -> new Running(at, pid);
            case Event.StartFailed(var last, var recovery) when state.isAlive() -> rest(last, recovery);
            case Event.StopBegun(var at, var deadline)
            when state.isAlive() || state instanceof Unknown -> new Stopping(at, deadline);
            case Event.Ended(var exit, var recovery)
            when state.isAlive() || state instanceof Unknown -> rest(exit, recovery);
            case Event.Found(var since, var pid) when state instanceof Unknown -> new Running(since, pid);
            case Event.Settled(var last) when isAtRest(state) || state instanceof Unknown -> rest(last);
            case Event.Held(var task, var at) when isAtRest(state) -> new Busy(task, at);
            case Event.Released(var last) when state instanceof Busy -> rest(last);
            case Event.Lost(var reason) -> new Unknown(reason);
            default -> throw new IllegalStateException(event + " in " + state);
        };
    }

    public static boolean isAtRest(InstanceState state) {
        return state instanceof Stopped || state instanceof Crashed;
    }

    /** The state of an instance of which nothing runs. */
    public static InstanceState rest(@Nullable ExitInfo last) {
        return last != null && last.isCrash() ? new Crashed(last) : new Stopped(last);
    }

    /** The same when the restart policy has something to say about it. */
    public static InstanceState rest(@Nullable ExitInfo last, @Nullable Recovery recovery) {
        return last != null && recovery != null ? new Crashed(last, recovery) : rest(last);
    }

    /** Whether it is going to start by itself. */
    public static boolean isWaiting(InstanceState state) {
        return state instanceof Crashed(var exit, var recovery) && recovery != null && recovery.next() != null;
    }

    private static @Nullable ErrorCode atRest(PowerAction action) {
        return action == PowerAction.START ? null : ErrorCode.INSTANCE_NOT_RUNNING;
    }
}
