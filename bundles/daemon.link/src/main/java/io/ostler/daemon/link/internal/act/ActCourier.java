package io.ostler.daemon.link.internal.act;

import io.ostler.daemon.link.internal.push.Attachment.Receiver;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the log to one panel, batch by batch, each until the panel has it. Thread-safe. */
final class ActCourier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActCourier.class);
    private static final long ANSWER_SECONDS = 30;
    private static final long AGAIN_MILLIS = 2000;

    private final ActSpool spool;
    private final Receiver panel;
    private final Thread thread;

    ActCourier(ActSpool spool, Receiver panel) {
        this.spool = spool;
        this.panel = panel;
        thread = Thread.ofVirtual().name("ostler-acts").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                spool.awaitSome();
                panel.awaitRoom();
                var batch = spool.next();
                if (!batch.acts().isEmpty() && !deliver(batch)) {
                    Thread.sleep(AGAIN_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deliver(Acts.Batch batch) throws InterruptedException {
        try {
            panel.panel().acted(batch).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!isNonsense(e.getCause())) {
                LOG.debug("A panel didn't take what was done here", e);
                return false;
            }
            LOG.warn("A panel refused what was done here", e);
        } catch (TimeoutException | RuntimeException e) { // whatever keeps a panel from answering may pass
            LOG.debug("A panel didn't take what was done here", e);
            return false;
        }
        spool.told(batch.first(), batch.acts().size());
        return true;
    }

    /** What a panel will never take must not hold up what is behind it; the panel sees the gap. */
    private static boolean isNonsense(@Nullable Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OstlerException refused && refused.code().category() == ErrorCode.Category.INVALID;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
