package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.ConsoleWork.Presence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the consoles' news to one panel. Of who is where the newest goes; what was typed goes one by one, each until
 * the panel has it. Thread-safe.
 */
final class Courier implements Attendance.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final long ANSWER_SECONDS = 30;
    private static final long AGAIN_SECONDS = 2;

    private final Attachment.Receiver panel;
    private final ConsoleNews news;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    // guarded by the lock
    private final Map<InstanceId, Presence> waiting = new LinkedHashMap<>();
    private boolean typed = true;
    private final Thread thread = Thread.ofVirtual().name("ostler-console-news").unstarted(this::run);

    Courier(Attachment.Receiver panel, ConsoleNews news) {
        this.panel = panel;
        this.news = news;
    }

    void start() {
        thread.start();
    }

    boolean serves(Attachment.Receiver other) {
        return panel == other;
    }

    @Override
    public void presence(Presence presence) {
        lock.lock();
        try {
            waiting.remove(presence.instance());
            waiting.put(presence.instance(), presence);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sent() {
        lock.lock();
        try {
            typed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            boolean again = false;
            while (true) {
                var presence = next(again);
                panel.awaitRoom();
                if (presence != null) {
                    tell(presence);
                } else {
                    again = !deliver();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null: something was typed. @param again whether to try that once more in a while */
    private @Nullable Presence next(boolean again) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                var first = waiting.values().iterator();
                if (first.hasNext()) {
                    var presence = first.next();
                    first.remove();
                    return presence;
                }
                if (again) {
                    // Calls that come meanwhile wait too: what failed just now fails at once.
                    boolean called = filled.await(AGAIN_SECONDS, TimeUnit.SECONDS) && !waiting.isEmpty();
                    if (called) {
                        continue;
                    }
                    typed = true;
                }
                if (typed) {
                    typed = false;
                    return null;
                }
                filled.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(Presence presence) {
        try {
            panel.panel().presenceChanged(presence);
        } catch (RuntimeException e) { // a panel that trips over one message hears the next ones all the same
            LOG.error("A panel could not be told something", e);
        }
    }

    /** False when there is more and it has to wait. */
    private boolean deliver() throws InterruptedException {
        var delivery = news.delivery();
        delivery.lockInterruptibly();
        try {
            while (news.isFirst(this)) {
                var attendance = news.attendance();
                var next = attendance == null ? null : attendance.pending(1);
                if (attendance == null || next == null || next.isEmpty()) {
                    return true;
                }
                panel.panel().typed(next.getFirst()).get(ANSWER_SECONDS, TimeUnit.SECONDS);
                attendance.delivered(1);
            }
            return true;
        } catch (ExecutionException e) {
            return isNonsense(e.getCause());
        } catch (TimeoutException | RuntimeException e) { // whatever keeps a panel from answering may pass
            LOG.debug("A panel didn't take what was typed", e);
            return false;
        } finally {
            delivery.unlock();
        }
    }

    /** A note that a panel will never take must not hold up those behind it. */
    private boolean isNonsense(@Nullable Throwable cause) {
        var attendance = news.attendance();
        if (attendance != null
                && cause instanceof OstlerException refused
                && (refused.code().category() == ErrorCode.Category.INVALID)) {
            LOG.warn("A panel refused a note of what was typed: {}", refused.code());
            attendance.delivered(1);
            sent();
            return true;
        }
        LOG.debug("A panel didn't take what was typed", cause);
        return false;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
