package io.ostler.daemon.link.internal.calls;

import io.ostler.protocol.Tasks.Snapshot;
import java.util.Comparator;
import java.util.List;

/**
 * Makes many tasks fit into one message of the link: when all their logs together are too long, the older tasks come
 * without theirs. A panel that can't be told hello would have no node at all. Stateless.
 */
final class TaskTexts {
    /** Characters of logs; a message of the link takes eight MiB. */
    static final int MOST = 1_000_000;

    private TaskTexts() {}

    /** The same tasks, newest change first. */
    static List<Snapshot> fit(List<Snapshot> tasks) {
        var sorted = tasks.stream()
                .sorted(Comparator.comparingLong(Snapshot::sequence).reversed())
                .toArray(Snapshot[]::new);
        long room = MOST;
        for (int i = 0; i < sorted.length; i++) {
            room -= sorted[i].log().stream().mapToLong(String::length).sum();
            if (room < 0) {
                sorted[i] = withoutLog(sorted[i]);
            }
        }
        return List.of(sorted);
    }

    private static Snapshot withoutLog(Snapshot task) {
        return new Snapshot(
                task.id(),
                task.instance(),
                task.kind(),
                task.about(),
                task.user(),
                task.state(),
                task.progress(),
                task.fault(),
                List.of(),
                task.created(),
                task.ended(),
                task.sequence());
    }
}
