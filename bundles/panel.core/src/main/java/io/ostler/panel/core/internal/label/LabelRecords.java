package io.ostler.panel.core.internal.label;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.LabelStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Labels of all instances in memory, written through to the store. Thread-safe; reading takes no lock. */
@Component(service = LabelRecords.class)
public final class LabelRecords {
    private final LabelStore store;
    private final Map<InstanceId, Labels> labels;
    private final AtomicLong version = new AtomicLong();

    @Activate
    public LabelRecords(@Reference LabelStore store) {
        this.store = store;
        labels = new ConcurrentHashMap<>(store.all());
    }

    public Labels of(InstanceId instance) {
        return labels.getOrDefault(instance, Labels.NONE);
    }

    /** Grows after each change. */
    public long version() {
        return version.get();
    }

    /** {@code PRECONDITION_FAILED} when somebody else was faster. @param ifRevision -1: whatever it is */
    public synchronized Labels put(
            InstanceId instance, List<String> tags, String notes, List<String> folder, long ifRevision) {
        var present = of(instance);
        if (ifRevision >= 0 && present.revision() != ifRevision) {
            throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
        }
        var next = new Labels(tags, notes, folder, present.revision() + 1);
        store.put(instance, next);
        labels.put(instance, next);
        version.incrementAndGet();
        return next;
    }

    /** As they stand in the store, where another panel may have written them. */
    public synchronized void reread() {
        var stored = store.all();
        labels.keySet().retainAll(stored.keySet());
        labels.putAll(stored);
        version.incrementAndGet();
    }

    /** The instance is gone for good. */
    public synchronized void remove(InstanceId instance) {
        store.delete(instance);
        labels.remove(instance);
        version.incrementAndGet();
    }
}
