package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one upload. The server calls {@link #run} when bytes are there; they go to their receiver straight out of
 * the server's buffers, and no thread waits for more, nor for a limit of speed. One thread at a time, which the server
 * sees to: it isn't asked for more before a pause is over.
 */
public final class BodyReading implements Runnable, Doors.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(BodyReading.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** Pauses are cut into pieces, so that a lifted limit and a cut are noticed. */
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final Exchange exchange;
    private final Doors doors;
    private final Pace pace;
    private final UserId user;
    private final Transfer transfer;
    private final Receiver receiver;
    private final Request body;
    private final AsyncContext async;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private Content.@Nullable Chunk pending;
    private long resumeAt;
    private volatile boolean isPaused;
    private volatile long received;
    private volatile long lastReceived = System.nanoTime();
    private long receivedAMinuteAgo;
    private long minuteBegan = System.nanoTime();

    BodyReading(Exchange exchange, Doors doors, Pace pace, UserId user, Transfer transfer, Receiver receiver) {
        this.exchange = exchange;
        this.doors = doors;
        this.pace = pace;
        this.user = user;
        this.transfer = transfer;
        this.receiver = receiver;
        this.body = exchange.core();
        this.async = exchange.request().startAsync();
    }

    void start() {
        async.setTimeout(0);
        doors.watch(this);
        run();
    }

    /** Since when nothing came, as {@link System#nanoTime}; now while the daemon itself makes it wait. */
    public long lastReceived() {
        return isPaused ? System.nanoTime() : lastReceived;
    }

    @Override
    public void run() {
        try {
            while (!isWaiting() && hasChunk()) {
                takePortion();
            }
        } catch (OstlerException e) {
            refuse(e);
        } catch (IOException | RuntimeException e) {
            // the boundary to the server, which knows nothing of the file
            fail(e);
        }
    }

    /** Whether the limits of speed say that it isn't time yet; then it is called again. */
    private boolean isWaiting() throws IOException {
        long wait = isPaused ? resumeAt - System.nanoTime() : 0;
        boolean waits = wait > 0;
        isPaused = waits;
        if (transfer.isCut()) {
            throw new IOException("cut");
        }
        if (waits) {
            // From here on the field is another thread's: after a short pause that one reads on before this one is
            // back.
            doors.later(this::goOn, Math.min(wait, LONGEST_PAUSE), TimeUnit.NANOSECONDS);
        }
        return waits;
    }

    private void goOn() {
        try {
            doors.workers().execute(this);
        } catch (RejectedExecutionException e) {
            fail(e);
        }
    }

    /** Whether there is something to take now; when not, the server calls again, or it is over. */
    private boolean hasChunk() throws IOException {
        if (pending == null) {
            var chunk = body.read();
            if (chunk == null) {
                exchange.demandBody(this);
                return false;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return false;
            }
            pending = chunk;
        }
        if (pending.hasRemaining() || !pending.isLast()) {
            return true;
        }
        release();
        doors.workers().execute(this::complete);
        return false;
    }

    private void takePortion() throws IOException {
        var chunk = pending;
        if (chunk == null) {
            return;
        }
        var bytes = chunk.getByteBuffer();
        int count = Math.min(bytes.remaining(), pace.portion(user, Pace.Direction.UPLOAD));
        if (count > 0) {
            long wait = pace.take(user, Pace.Direction.UPLOAD, count);
            int end = bytes.limit();
            bytes.limit(bytes.position() + count);
            receiver.receive(bytes);
            bytes.limit(end);
            received += count; // only this thread writes it
            lastReceived = System.nanoTime();
            if (wait > 0) {
                resumeAt = lastReceived + wait;
                isPaused = true;
            }
        }
        if (!bytes.hasRemaining() && !chunk.isLast()) {
            release();
        }
    }

    private void release() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    private void complete() {
        doors.forget(this);
        try {
            if (transfer.isCut()) {
                throw new OstlerException(ErrorCode.GRANT_REVOKED);
            }
            var answer = receiver.complete();
            if (isOver.compareAndSet(false, true)) {
                transfer.close();
                answer.send();
                async.complete();
            }
        } catch (OstlerException e) {
            refuse(e);
        } catch (IOException | RuntimeException e) {
            // the boundary to the pool of threads, which would swallow it
            fail(e);
        }
    }

    @Override
    public void look(long nanoTime) {
        if (nanoTime - minuteBegan > MINUTE) {
            long now = received;
            if (!isPaused && now - receivedAMinuteAgo < doors.limits().uploadBytesPerMinute()) {
                exchange.cut();
            }
            receivedAMinuteAgo = now;
            minuteBegan = nanoTime;
        }
    }

    @Override
    public void stop() {
        transfer.stop();
    }

    private void fail(Throwable failure) {
        if (failure instanceof TimeoutException) {
            refuse(new OstlerException(ErrorCode.REQUEST_TIMEOUT));
            return;
        }
        LOG.debug("Upload {} broke off", exchange.id(), failure);
        if (isOver.compareAndSet(false, true)) {
            end(null);
            exchange.drop();
            async.complete();
        }
    }

    private void refuse(OstlerException error) {
        if (isOver.compareAndSet(false, true)) {
            end(error);
            RefusedBody.answer(exchange, error, doors);
        }
    }

    private void end(@Nullable OstlerException refusal) {
        doors.forget(this);
        release();
        try {
            receiver.spoil(refusal);
        } catch (RuntimeException e) {
            // the client hears of the first error; what is held must be let go in any case
            LOG.warn("An upload could not be taken back", e);
        } finally {
            transfer.close();
        }
    }
}
