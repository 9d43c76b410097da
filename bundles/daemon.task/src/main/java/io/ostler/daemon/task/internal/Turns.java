package io.ostler.daemon.task.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is: the oldest that waits of an instance that doesn't have its share already. Confined to the board's
 * lock.
 */
final class Turns {
    private final TaskLimits limits;
    private final Set<Task> waiting = new LinkedHashSet<>();
    private final Set<Task> running = new LinkedHashSet<>();
    private final Map<InstanceId, Integer> share = new HashMap<>();

    Turns(TaskLimits limits) {
        this.limits = limits;
    }

    /** {@code TASK_LIMIT} when too many of the instance wait, {@code OVERLOADED} when too many do altogether. */
    void checkRoom(InstanceId instance) {
        long queued = waiting.stream()
                .filter(task -> task.now().instance().equals(instance))
                .count();
        if (queued >= limits.waitingPerInstance()) {
            throw OstlerException.of(ErrorCode.TASK_LIMIT, "limit", Integer.toString(limits.waitingPerInstance()));
        }
        if (waiting.size() >= limits.waiting()) {
            throw new OstlerException(ErrorCode.OVERLOADED);
        }
    }

    void add(Task task) {
        waiting.add(task);
    }

    /** Takes its place; call {@link #ended} when it is over. */
    Optional<Task> next() {
        if (running.size() >= limits.running()) {
            return Optional.empty();
        }
        var next = waiting.stream()
                .filter(task -> share.getOrDefault(task.now().instance(), 0) < limits.runningPerInstance())
                .findFirst();
        next.ifPresent(task -> {
            waiting.remove(task);
            running.add(task);
            share.merge(task.now().instance(), 1, Integer::sum);
        });
        return next;
    }

    /** It waits no more. */
    void leave(Task task) {
        waiting.remove(task);
    }

    void ended(Task task) {
        if (running.remove(task)) {
            share.computeIfPresent(task.now().instance(), (id, count) -> count == 1 ? null : count - 1);
        }
    }

    Set<Task> running() {
        return Set.copyOf(running);
    }

    Set<Task> waiting() {
        return Set.copyOf(waiting);
    }
}
