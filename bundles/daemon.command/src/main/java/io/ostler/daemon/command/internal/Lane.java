package io.ostler.daemon.command.internal;

import io.ostler.daemon.command.internal.PathFailure.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines to one port, one after the other over one connection. Its virtual thread ends when there was nothing to send
 * for a while. Thread-safe.
 */
final class Lane {

    /** So many wait behind the one under way. */
    static final int QUEUE = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** Not a record: its text would show the password. */
    static final class Job {
        private final String line;
        private final @Nullable String password;
        private final long end;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        Job(String line, @Nullable String password, long end) {
            this.line = line;
            this.password = password;
            this.end = end;
        }

        CompletableFuture<String> answer() {
            return answer;
        }
    }

    private final int port;
    private final Session.Dialer dialer;
    private final Timing timing;
    private final Predicate<Lane> retires;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    /** Confined to the thread, as is the password it was opened with. */
    private @Nullable Session session;

    private @Nullable String opened;

    private Lane(int port, Session.Dialer dialer, Timing timing, Predicate<Lane> retires) {
        this.port = port;
        this.dialer = dialer;
        this.timing = timing;
        this.retires = retires;
        thread = Thread.ofVirtual().name("ostler-command-" + port).unstarted(this::run);
    }

    static Lane start(int port, Session.Dialer dialer, Timing timing, Predicate<Lane> retires) {
        var lane = new Lane(port, dialer, timing, retires);
        lane.thread.start();
        return lane;
    }

    int port() {
        return port;
    }

    boolean offer(Job job) {
        return queue.offer(job);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void end() {
        thread.interrupt();
    }

    boolean await(Duration time) throws InterruptedException {
        return thread.join(time);
    }

    private void run() {
        try {
            while (true) {
                var job = queue.poll(timing.idle().toMillis(), TimeUnit.MILLISECONDS);
                if (job != null) {
                    answer(job);
                } else if (retires.test(this)) {
                    return;
                } else {
                    closeSession();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The command path ends");
        } finally {
            closeSession();
            for (var job = queue.poll(); job != null; job = queue.poll()) {
                fail(job, Reason.REFUSED);
            }
        }
    }

    private void answer(Job job) throws InterruptedException {
        if (System.nanoTime() > job.end) {
            fail(job, Reason.TIMEOUT);
            return;
        }
        try {
            job.answer.complete(session(job.password).exchange(job.line));
        } catch (PathFailure e) {
            closeSession();
            fail(job, e.reason());
        } catch (IOException e) {
            closeSession();
            fail(job, Reason.PROTOCOL);
        } catch (RuntimeException e) { // whatever a program's answer does to us ends with this line
            LOG.error(
                    "The command path to port {} failed: {}", port, e.getClass().getName());
            closeSession();
            fail(job, Reason.PROTOCOL);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Session session(@Nullable String password) throws IOException, PathFailure {
        var present = session;
        if (present != null && Objects.equals(password, opened) && present.isUsable()) {
            return present;
        }
        closeSession();
        var made = dialer.dial(port, password);
        session = made;
        opened = password;
        return made;
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
            opened = null;
        }
    }

    private static void fail(Job job, Reason reason) {
        job.answer.completeExceptionally(new PathFailure(reason).toProblem());
    }
}
