package io.ostler.daemon.task.internal;

import io.ostler.model.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Which tasks that are over are still worth their place. Stateless; called under the board's lock. */
final class Shelf {
    private final TaskLimits limits;

    Shelf(TaskLimits limits) {
        this.limits = limits;
    }

    /** Those to forget. Of the others the older ones lose their logs when there are too many of them. */
    List<TaskId> tooOld(Collection<Task> tasks, Instant now) {
        var over = tasks.stream()
                .filter(Task::isOver)
                .sorted(Comparator.comparing(Shelf::ended).reversed())
                .toList();
        var oldest = now.minus(limits.kept());
        var old = new ArrayList<TaskId>();
        long room = limits.logs();
        for (int i = 0; i < over.size(); i++) {
            var task = over.get(i);
            if (i >= limits.over() || ended(task).isBefore(oldest)) {
                old.add(task.now().id());
                continue;
            }
            room -= task.now().log().stream().mapToLong(String::length).sum();
            if (room < 0) {
                task.dropLog();
            }
        }
        return old;
    }

    private static Instant ended(Task task) {
        return Objects.requireNonNullElse(task.now().ended(), task.now().created());
    }
}
