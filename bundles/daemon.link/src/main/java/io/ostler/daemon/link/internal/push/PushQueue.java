package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.Id;
import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of instances and tasks on their way to one panel. Who tells them is never held up: a change waits here, and a
 * newer one of the same thing takes its place at the end, so that there is at most one of each and the order is that of
 * the newest. Thread-safe.
 */
final class PushQueue implements InstanceEngine.Listener, TaskBoard.Listener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Map<Id, Consumer<PanelApi>> waiting = new LinkedHashMap<>();

    @Override
    public void changed(InstanceSnapshot snapshot) {
        put(snapshot.id(), panel -> panel.instanceChanged(snapshot));
    }

    @Override
    public void removed(InstanceId id, long sequence) {
        put(id, panel -> panel.instanceRemoved(new InstanceRemoved(id, sequence)));
    }

    @Override
    public void changed(Tasks.Snapshot snapshot) {
        put(snapshot.id(), panel -> panel.taskChanged(snapshot));
    }

    @Override
    public void removed(TaskId id, long sequence) {
        put(id, panel -> panel.taskRemoved(new Tasks.Removed(id, sequence)));
    }

    private void put(Id id, Consumer<PanelApi> message) {
        lock.lock();
        try {
            waiting.remove(id);
            waiting.put(id, message);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next message, waiting for one. */
    Consumer<PanelApi> take() throws InterruptedException {
        lock.lock();
        try {
            @Nullable Consumer<PanelApi> next = null;
            while (next == null) {
                var entries = waiting.values().iterator();
                if (entries.hasNext()) {
                    next = entries.next();
                    entries.remove();
                } else {
                    filled.await();
                }
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
