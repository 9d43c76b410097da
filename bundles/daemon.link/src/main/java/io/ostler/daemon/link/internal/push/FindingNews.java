package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Care.Finding;
import io.ostler.protocol.InstanceSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what detectors find, whether detection was there before the panel or comes after it; who begins to listen is
 * told what is there. Thread-safe.
 */
@Component(service = FindingNews.class)
public final class FindingNews implements Detection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FindingNews.class);

    private final InstanceEngine engine;
    private final List<Detection.Listener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Detection detection;
    private @Nullable AutoCloseable listening;

    @Activate
    public FindingNews(@Reference InstanceEngine engine) {
        this.engine = engine;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void bindDetection(Detection come) {
        close();
        detection = come;
        listening = come.listen(this);
        tellPresent(come, this);
    }

    public synchronized void unbindDetection(Detection gone) {
        if (gone.equals(detection)) {
            close();
        }
    }

    synchronized AutoCloseable listen(Detection.Listener listener) {
        listeners.add(listener);
        if (detection != null) {
            tellPresent(detection, listener);
        }
        return () -> listeners.remove(listener);
    }

    private void tellPresent(Detection source, Detection.Listener listener) {
        engine.snapshots().stream().map(InstanceSnapshot::id).forEach(id -> {
            var findings = source.findings(id);
            if (!findings.isEmpty()) {
                listener.findings(id, findings);
            }
        });
    }

    @Override
    public void findings(InstanceId id, List<Finding> findings) {
        listeners.forEach(listener -> listener.findings(id, findings));
    }

    @Deactivate
    public synchronized void close() {
        var open = listening;
        listening = null;
        detection = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) { // AutoCloseable of the listener: nothing to be done here
                LOG.warn("Detection keeps a listener", e);
            }
        }
    }
}
