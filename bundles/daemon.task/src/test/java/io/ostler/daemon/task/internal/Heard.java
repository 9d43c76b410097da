package io.ostler.daemon.task.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.TaskId;
import io.ostler.protocol.Tasks.Removed;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** What a listener was told, in its order. */
final class Heard implements TaskBoard.Listener {
    final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @Override
    public void changed(Snapshot snapshot) {
        told.add(snapshot);
    }

    @Override
    public void removed(TaskId id, long sequence) {
        told.add(new Removed(id, sequence));
    }

    /** Passes over what comes before it. */
    Snapshot await(Predicate<Snapshot> wanted) throws InterruptedException {
        while (true) {
            var next = told.poll(60, SECONDS);
            assertNotNull(next, "told in time");
            if (next instanceof Snapshot snapshot && wanted.test(snapshot)) {
                return snapshot;
            }
        }
    }

    Removed awaitRemoved() throws InterruptedException {
        while (true) {
            var next = told.poll(60, SECONDS);
            assertNotNull(next, "told in time");
            if (next instanceof Removed removed) {
                return removed;
            }
        }
    }
}
