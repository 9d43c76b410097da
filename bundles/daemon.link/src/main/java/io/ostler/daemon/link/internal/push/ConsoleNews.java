package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.protocol.ConsoleWork.Presence;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all linked panels who is at the consoles, and one of them what was typed. Thread-safe, does not block; a thread
 * per panel waits while there is nothing to tell.
 */
@Component(service = ConsoleNews.class)
public final class ConsoleNews implements Attendance.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleNews.class);

    /** The first one hears what is typed. */
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();
    /** Held while one note is on its way: each goes once, and in order. */
    private final ReentrantLock delivery = new ReentrantLock();

    private volatile @Nullable Attendance attendance;
    private @Nullable AutoCloseable listening;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public synchronized void bindAttendance(Attendance come) {
        stopListening();
        attendance = come;
        listening = come.listen(this);
    }

    public synchronized void unbindAttendance(Attendance gone) {
        if (gone.equals(attendance)) {
            stopListening();
        }
    }

    /** A panel said hello. @param first whether it is the one that hears what is typed */
    public synchronized void linked(Attachment.Receiver panel, boolean first) {
        var courier = new Courier(panel, this);
        couriers.add(first ? 0 : couriers.size(), courier);
        courier.start();
        var present = attendance;
        if (present != null) {
            // What is told twice does no harm: the newest of each counts.
            try (var once = present.listen(courier)) {
                LOG.debug("Told of those who are there: {}", once);
            } catch (Exception e) { // AutoCloseable of a listener: nothing to be done here
                LOG.warn("A listener stays", e);
            }
        }
    }

    public synchronized void left(Attachment.Receiver panel) {
        var gone = couriers.stream().filter(courier -> courier.serves(panel)).toList();
        couriers.removeAll(gone);
        gone.forEach(Courier::close);
        sent();
    }

    @Override
    public void presence(Presence presence) {
        couriers.forEach(courier -> courier.presence(presence));
    }

    @Override
    public void sent() {
        var all = couriers;
        if (!all.isEmpty()) {
            all.getFirst().sent();
        }
    }

    boolean isFirst(Courier courier) {
        var all = List.copyOf(couriers);
        return !all.isEmpty() && all.getFirst() == courier;
    }

    ReentrantLock delivery() {
        return delivery;
    }

    @Nullable
    Attendance attendance() {
        return attendance;
    }

    @Deactivate
    public synchronized void close() {
        stopListening();
        couriers.forEach(Courier::close);
        couriers.clear();
    }

    private void stopListening() {
        var open = listening;
        listening = null;
        attendance = null;
        if (open != null) {
            try {
                open.close();
            } catch (Exception e) { // AutoCloseable of a listener: nothing to be done here
                LOG.warn("The attendance keeps a listener", e);
            }
        }
    }
}
