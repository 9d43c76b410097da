package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.TaskId;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what the board of tasks tells, whether it was there before the panel or comes after it: then all its tasks
 * are news. Thread-safe.
 */
@Component(service = TaskNews.class)
public final class TaskNews implements TaskBoard.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TaskNews.class);

    private final List<TaskBoard.Listener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable TaskBoard board;
    private @Nullable AutoCloseable listening;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void bindBoard(TaskBoard come) {
        close();
        board = come;
        listening = come.listen(this);
        come.tasks().forEach(this::changed);
    }

    public synchronized void unbindBoard(TaskBoard gone) {
        if (gone.equals(board)) {
            close();
        }
    }

    AutoCloseable listen(TaskBoard.Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void changed(Snapshot snapshot) {
        listeners.forEach(listener -> listener.changed(snapshot));
    }

    @Override
    public void removed(TaskId id, long sequence) {
        listeners.forEach(listener -> listener.removed(id, sequence));
    }

    @Deactivate
    public synchronized void close() {
        var open = listening;
        listening = null;
        board = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) { // AutoCloseable of the board's listener: nothing to be done here
                LOG.warn("The board of tasks keeps a listener", e);
            }
        }
    }
}
