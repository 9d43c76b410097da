package io.ostler.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an instance is doing. The word shown to people is {@link #word()}; nothing is inferred from other flags.
 *
 * <table>
 * <caption>Meaning</caption>
 * <tr><th>state</th><th>is there a process?</th><th>what a person may do</th></tr>
 * <tr><td>Stopped</td><td>no</td><td>start, edit, delete</td></tr>
 * <tr><td>Starting</td><td>being made</td><td>kill</td></tr>
 * <tr><td>Running</td><td>yes</td><td>stop, restart, kill, type</td></tr>
 * <tr><td>Stopping</td><td>yes, until the deadline</td><td>kill</td></tr>
 * <tr><td>Busy</td><td>a task owns the instance</td><td>cancel the task</td></tr>
 * <tr><td>Crashed</td><td>no, it ended by itself with an error</td><td>start, edit, delete</td></tr>
 * <tr><td>Unknown</td><td>can't be told</td><td>kill; what the reason says</td></tr>
 * </table>
 */
public sealed interface InstanceState {

    record Stopped(@Nullable ExitInfo exit) implements InstanceState {}

    record Starting(Instant since) implements InstanceState {}

    record Running(Instant since, long pid) implements InstanceState {}

    /** The stop action was sent at {@code since}; what lives at {@code deadline} is killed. */
    record Stopping(Instant since, Instant deadline) implements InstanceState {}

    record Busy(String task, Instant since) implements InstanceState {}

    /** @param recovery what the restart policy does about it, null: nothing */
    record Crashed(ExitInfo exit, @Nullable Recovery recovery) implements InstanceState {
        public Crashed(ExitInfo exit) {
            this(exit, null);
        }
    }

    /**
     * @param attempt which start in a row comes next, or was the last
     * @param attempts after which it is given up
     * @param next when it starts again, daemon's clock; null: given up, it is a crash loop
     */
    record Recovery(int attempt, int attempts, @Nullable Instant next) {}

    /** {@code reason} is a code in the message files, such as {@code NODE_AWAY}. */
    record Unknown(String reason) implements InstanceState {}

    /** Lower-case name for filters and JSON: stopped, starting, running, stopping, busy, crashed, unknown. */
    default String word() {
        return switch (this) {
            case Stopped s -> "stopped";
            case Starting s -> "starting";
            case Running s -> "running";
            case Stopping s -> "stopping";
            case Busy s -> "busy";
            case Crashed s -> "crashed";
            case Unknown s -> "unknown";
        };
    }

    /** Whether a process of this instance may exist. */
    default boolean isAlive() {
        return this instanceof Starting || this instanceof Running || this instanceof Stopping;
    }
}
