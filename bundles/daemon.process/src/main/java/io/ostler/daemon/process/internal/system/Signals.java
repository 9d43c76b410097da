package io.ostler.daemon.process.internal.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals; Java itself knows only two of them and no groups. A shell does it, one for all who ask while another
 * one is under way. Thread-safe; blocks for a millisecond or two.
 */
public final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private static final String SCRIPT = "while [ $# -gt 1 ]; do kill -s \"$1\" -- \"-$2\"; shift 2; done";
    private static final int MOST_AT_ONCE = 500;

    private static final class Order {
        final String signal;
        final long group;
        volatile boolean sent;

        Order(String signal, long group) {
            this.signal = signal;
            this.group = group;
        }
    }

    private final Tools tools;
    private final ReentrantLock shell = new ReentrantLock();

    /** Guarded by itself. */
    private final List<Order> waiting = new ArrayList<>();

    public Signals(Tools tools) {
        this.tools = tools;
    }

    /** To each process of the group; a group that is gone is no error. */
    public void sendToGroup(String signal, long group) {
        if (group <= 1) {
            throw new IllegalArgumentException("no process group of a run: " + group);
        }
        var order = new Order(signal, group);
        synchronized (waiting) {
            waiting.add(order);
        }
        shell.lock();
        try {
            while (!order.sent) { // else whoever had the shell before took it along
                send(next());
            }
        } finally {
            shell.unlock();
        }
    }

    private List<Order> next() {
        synchronized (waiting) {
            var some = waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE));
            var next = List.copyOf(some);
            some.clear();
            return next;
        }
    }

    private void send(List<Order> orders) {
        var command = new ArrayList<>(List.of(tools.path("sh"), "-c", SCRIPT, "kill"));
        for (var order : orders) {
            command.add(order.signal);
            command.add(Long.toString(order.group));
        }
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.start().waitFor();
        } catch (IOException e) {
            LOG.error("Can't send signals: the shell doesn't start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            orders.forEach(order -> order.sent = true);
        }
    }

    /** Ends this very process; never one that got its pid since. */
    public static void kill(ProcStat process) {
        // The handle notes the start time now and checks it again when it kills.
        ProcessHandle.of(process.pid()).filter(handle -> process.isAlive()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
