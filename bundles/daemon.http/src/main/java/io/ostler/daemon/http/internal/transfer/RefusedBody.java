package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.OstlerException;
import jakarta.servlet.AsyncContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Answers an upload that is refused before its end. Closing the connection then would make the client's system throw
 * the answer away together with what it still sends, and people would see "network error" in place of the reason. So
 * the answer goes out first and the rest of the body is read and forgotten, within limits and without a thread.
 */
public final class RefusedBody implements Runnable {
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_SECONDS = 5;

    private final Exchange exchange;
    private final Request body;
    private final AsyncContext async;
    private volatile Future<?> limit = CompletableFuture.completedFuture(null);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private long forgotten;

    private RefusedBody(Exchange exchange, AsyncContext async) {
        this.exchange = exchange;
        this.body = exchange.core();
        this.async = async;
    }

    /** Answers with the error; nothing else may have been answered. */
    public static void answer(Exchange exchange, OstlerException error, Doors doors) {
        var request = exchange.request();
        var async = request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync();
        async.setTimeout(0);
        exchange.refuse(error);
        // who asked first whether to send the body won't send it now
        boolean isBodyComing = request.getHeader("Expect") == null;
        if (isBodyComing) {
            var rest = new RefusedBody(exchange, async);
            rest.limit = doors.later(rest::giveUp, MOST_SECONDS, TimeUnit.SECONDS);
            rest.run();
        } else {
            async.complete();
        }
    }

    @Override
    public void run() {
        while (true) {
            var chunk = body.read();
            if (chunk == null) {
                exchange.demandBody(this);
                return;
            }
            boolean isLast = chunk.isLast() || Content.Chunk.isFailure(chunk);
            forgotten += chunk.remaining();
            chunk.release();
            if (isLast || forgotten > MOST_BYTES) {
                end();
                return;
            }
        }
    }

    private void giveUp() {
        if (isOver.compareAndSet(false, true)) {
            exchange.drop();
            async.complete();
        }
    }

    private void end() {
        if (isOver.compareAndSet(false, true)) {
            limit.cancel(false);
            async.complete();
        }
    }
}
