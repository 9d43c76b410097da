package io.ostler.daemon.instance.internal.state;

import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceState.Recovery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What changes the state of an instance. */
public sealed interface Event {

    record StartBegun(Instant at) implements Event {}

    record Started(Instant at, long pid) implements Event {}

    /** Nothing runs; it is as it was after the last run, if there was one. */
    record StartFailed(@Nullable ExitInfo last, @Nullable Recovery recovery) implements Event {}

    /** Stop, the first half of a restart, or kill. */
    record StopBegun(Instant at, Instant deadline) implements Event {}

    /** @param recovery what the restart policy does about it, null: nothing */
    record Ended(ExitInfo exit, @Nullable Recovery recovery) implements Event {}

    /** A run of an earlier life of the daemon lives. */
    record Found(Instant since, long pid) implements Event {}

    /** Nothing runs, that is certain now, and nothing is going to be started by itself. */
    record Settled(@Nullable ExitInfo last) implements Event {}

    /** A task has it for itself; {@code task} is a word of the message files. */
    record Held(String task, Instant at) implements Event {}

    record Released(@Nullable ExitInfo last) implements Event {}

    /** It can't be told any more; {@code reason} is a code of the message files. */
    record Lost(String reason) implements Event {}
}
