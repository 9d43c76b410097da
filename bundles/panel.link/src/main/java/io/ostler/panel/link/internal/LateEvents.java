package io.ostler.panel.link.internal;

import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.PanelApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a daemon's news from the first moment and hands them on once the registry knows the node: news may overtake
 * the answer to hello. Thread-safe; order is kept.
 */
final class LateEvents implements PanelApi {
    private List<Consumer<PanelApi>> waiting = new ArrayList<>();
    private @Nullable PanelApi target;

    /** From now on everything goes there, what waited first. */
    synchronized void open(PanelApi events) {
        waiting.forEach(news -> news.accept(events));
        waiting = List.of();
        target = events;
    }

    /** Forgets what waits, for a new hello. */
    synchronized void shut() {
        waiting = new ArrayList<>();
        target = null;
    }

    private synchronized void pass(Consumer<PanelApi> news) {
        if (target != null) {
            news.accept(target);
        } else {
            waiting.add(news);
        }
    }

    @Override
    public void instanceChanged(InstanceSnapshot snapshot) {
        pass(panel -> panel.instanceChanged(snapshot));
    }

    @Override
    public void instanceRemoved(Messages.InstanceRemoved removed) {
        pass(panel -> panel.instanceRemoved(removed));
    }

    @Override
    public void nodeSample(Messages.NodeSample sample) {
        pass(panel -> panel.nodeSample(sample));
    }
}
