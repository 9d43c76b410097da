package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.InstanceId;
import io.ostler.model.TaskId;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Metrics;
import io.ostler.protocol.PanelApi;
import io.ostler.protocol.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of instances, tasks and findings on their way to one panel. Who tells them is never held up: a change waits here, and a
 * newer one of the same thing takes its place at the end, so that there is at most one of each and the order is that of
 * the newest. Thread-safe.
 */
final class PushQueue implements InstanceEngine.Listener, TaskBoard.Listener, Detection.Listener {
    private static final int SAMPLES_AT_ONCE = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Map<Object, Consumer<PanelApi>> waiting = new LinkedHashMap<>();

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

    @Override
    public void findings(InstanceId id, List<Finding> findings) {
        put(new FindingsOf(id), panel -> panel.findingsChanged(new PanelApi.Findings(id, findings)));
    }

    private record FindingsOf(InstanceId id) {}

    /** In parts, so that no message is too long; a newer part takes the place of one that nobody took yet. */
    void samples(Metrics.Samples samples) {
        var all = samples.samples();
        for (int from = 0; from < all.size(); from += SAMPLES_AT_ONCE) {
            var part = new Metrics.Samples(all.subList(from, Math.min(all.size(), from + SAMPLES_AT_ONCE)));
            put(new SamplesFrom(from), panel -> panel.instanceSamples(part));
        }
    }

    private record SamplesFrom(int index) {}

    private void put(Object id, Consumer<PanelApi> message) {
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
