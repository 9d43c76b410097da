package io.ostler.daemon.instance.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tasks of one instance one after the other, in their order, on the engine's threads. Thread-safe. */
final class SerialTasks {

    private static final Logger LOG = LoggerFactory.getLogger(SerialTasks.class);

    private final EngineParts parts;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean working;

    SerialTasks(EngineParts parts) {
        this.parts = parts;
    }

    synchronized void add(Runnable task) {
        waiting.add(task);
        if (!working) {
            working = true;
            parts.run(this::work);
        }
    }

    private void work() {
        for (var task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) { // the next task is another matter
                LOG.error("A task of an instance failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        var task = waiting.poll();
        working = task != null;
        return task;
    }
}
