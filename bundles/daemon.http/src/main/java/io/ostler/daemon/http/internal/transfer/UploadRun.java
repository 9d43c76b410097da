package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload. The server calls {@link #run} when bytes are there; they go to the file straight out of the server's
 * buffers, and no thread waits for more. One thread at a time, which the server sees to.
 */
final class UploadRun implements Runnable, Doors.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRun.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Exchange exchange;
    private final Doors doors;
    private final Ticket ticket;
    private final Transfer transfer;
    private final Upload upload;
    private final Request body;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AsyncContext async;
    private final AtomicLong received = new AtomicLong();
    private long receivedAMinuteAgo;
    private long minuteBegan = System.nanoTime();

    UploadRun(Exchange exchange, Doors doors, Ticket ticket, Transfer transfer, Upload upload) {
        this.exchange = exchange;
        this.doors = doors;
        this.ticket = ticket;
        this.transfer = transfer;
        this.upload = upload;
        this.body = exchange.core();
        this.async = exchange.request().startAsync();
    }

    void start() {
        async.setTimeout(0);
        doors.watch(this);
        run();
    }

    @Override
    public void run() {
        try {
            while (true) {
                var chunk = body.read();
                if (chunk == null) {
                    body.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk.getFailure());
                    return;
                }
                if (write(chunk)) {
                    doors.workers().execute(this::commit);
                    return;
                }
            }
        } catch (OstlerException e) {
            refuse(e);
        } catch (IOException | RuntimeException e) {
            // the boundary to the server, which knows nothing of the file
            fail(e);
        }
    }

    /** Returns whether it was the last. */
    private boolean write(Content.Chunk chunk) throws IOException {
        try {
            var bytes = chunk.getByteBuffer();
            UploadServlet.requireWithin(ticket, received.addAndGet(bytes.remaining()));
            upload.write(bytes);
            return chunk.isLast();
        } finally {
            chunk.release();
        }
    }

    private void commit() {
        doors.forget(this);
        try {
            if (transfer.isCut()) {
                throw new OstlerException(ErrorCode.GRANT_REVOKED);
            }
            var entry = upload.commit();
            if (isOver.compareAndSet(false, true)) {
                release();
                exchange.json(201, out -> EntryJson.write(out.name("entry"), entry));
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
            long now = received.get();
            if (now - receivedAMinuteAgo < doors.limits().uploadBytesPerMinute()) {
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
            release();
            exchange.cut();
            async.complete();
        }
    }

    private void refuse(OstlerException error) {
        if (isOver.compareAndSet(false, true)) {
            release();
            RefusedBody.answer(exchange, error, doors);
        }
    }

    /** Takes the unfinished file away; a committed one stays. */
    private void release() {
        doors.forget(this);
        transfer.close();
    }
}
