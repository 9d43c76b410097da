package io.ostler.daemon.instance.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the instances when the whole server is stopped in an orderly way and the node's settings want that. The
 * framework says so to synchronous listeners before it stops the first bundle, while types and consoles are still there;
 * an update of a bundle says nothing, and its instances go on running.
 */
@Component(service = SoftStop.class, immediate = true)
public final class SoftStop implements SynchronousBundleListener {

    /** How many seconds more than otherwise a stop may take; the launcher gives up later then. */
    static final String MORE_SECONDS = "ostler.stop.more.seconds";

    /** For kills and their reports. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SoftStop.class);

    private final BundleContext context;
    private final DaemonInstances engine;

    @Activate
    public SoftStop(BundleContext context, @Reference DaemonInstances engine) {
        this.context = context;
        this.engine = engine;
        context.addBundleListener(this);
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            stopAll(event.getBundle());
        }
    }

    private void stopAll(Bundle server) {
        var seconds = engine.parts().wishes().get().stopWithDaemon();
        if (seconds == null) {
            return;
        }
        LOG.info("{} stops; its instances have {} s to stop", server.getSymbolicName(), seconds);
        var patience = Duration.ofSeconds(seconds);
        System.setProperty(MORE_SECONDS, Long.toString(patience.plus(AFTERWARDS).toSeconds()));
        stopAll(engine, patience);
    }

    /** Blocks until they have ended, or a little longer than they may take. */
    static void stopAll(DaemonInstances engine, Duration patience) {
        engine.parts().wishes().leave();
        long deadline = System.nanoTime() + patience.plus(AFTERWARDS).toNanos();
        var ends = engine.shelf().entries().stream()
                .map(entry -> entry.power().stopWithDaemon(patience))
                .toList();
        for (var end : ends) {
            try {
                end.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("An instance is still running when the daemon goes; the next one goes on stopping it");
            }
        }
    }
}
