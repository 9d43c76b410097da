package io.ostler.daemon.settings.internal;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.model.UserId;
import io.ostler.protocol.NodeSettings;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of speed out of the node's settings. Thread-safe; only a change of the settings takes a lock. */
@Component(service = Pace.class)
public final class NodePace implements Pace {
    private static final Logger LOG = LoggerFactory.getLogger(NodePace.class);

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AutoCloseable listening;
    private volatile Lanes lanes;

    private record Lanes(Lane up, Lane down) {
        Lane of(Direction direction) {
            return direction == Direction.UPLOAD ? up : down;
        }
    }

    @Activate
    public NodePace(@Reference Settings settings) {
        this(settings, System::nanoTime);
    }

    NodePace(Settings settings, LongSupplier nanos) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.lanes = new Lanes(new Lane(null, null, now), new Lane(null, null, now));
        this.listening = settings.listen(this::follow);
    }

    private void follow(NodeSettings now) {
        lock.lock();
        try {
            long at = nanos.getAsLong();
            lanes = new Lanes(
                    lanes.up().with(now.upload(), now.uploadPerUser(), at),
                    lanes.down().with(now.download(), now.downloadPerUser(), at));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long take(UserId user, Direction direction, int bytes) {
        return lanes.of(direction).take(user, bytes, nanos.getAsLong());
    }

    @Override
    public void pause(UserId user, Direction direction, int bytes) throws InterruptedException {
        var held = lanes;
        long wait = held.of(direction).take(user, bytes, nanos.getAsLong());
        while (wait > 0) {
            if (awaitChange(held, wait)) {
                return;
            }
            // Nothing is counted again; whoever asked in between waits behind us, or the limits are others now.
            held = lanes;
            wait = held.of(direction).take(user, 0, nanos.getAsLong());
        }
    }

    /** True when the time has passed, false when the limits have changed before. */
    private boolean awaitChange(Lanes held, long wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait;
            while (left > 0 && lanes.equals(held)) {
                left = changed.awaitNanos(left);
            }
            return left <= 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int portion(UserId user, Direction direction) {
        return lanes.of(direction).portion();
    }

    @Deactivate
    public void close() {
        try {
            listening.close();
        } catch (Exception e) { // AutoCloseable of the settings' listener: nothing to be done here
            LOG.warn("The settings keep a listener", e);
        }
    }
}
