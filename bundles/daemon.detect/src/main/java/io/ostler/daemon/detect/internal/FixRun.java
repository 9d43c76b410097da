package io.ostler.daemon.detect.internal;

import io.ostler.daemon.api.detect.FixTarget;
import io.ostler.daemon.api.detect.ProblemDetector;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a detector do what it offers, on a thread of its own. Stateless. */
final class FixRun {
    private static final Logger LOG = LoggerFactory.getLogger(FixRun.class);

    private FixRun() {}

    /** {@code REQUEST_TIMEOUT} when it takes longer, {@code INTERNAL} for a detector's own mistakes. */
    static void run(ProblemDetector detector, String fix, FixTarget target, Duration most) {
        var done = new CompletableFuture<Boolean>();
        var thread = Thread.ofVirtual()
                .name("ostler-fix-" + target.instance().id())
                .start(() -> {
                    try {
                        detector.apply(fix, target);
                        done.complete(true);
                    } catch (OstlerException e) {
                        done.completeExceptionally(e);
                    } catch (RuntimeException | LinkageError e) { // a plug-in's own mistakes
                        LOG.error(
                                "The fix {} of {} failed",
                                fix,
                                detector.getClass().getName(),
                                e);
                        done.completeExceptionally(new OstlerException(ErrorCode.INTERNAL, Map.of(), e));
                    }
                });
        try {
            done.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OstlerException known ? known : new OstlerException(ErrorCode.INTERNAL);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new OstlerException(ErrorCode.REQUEST_TIMEOUT, Map.of(), e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new OstlerException(ErrorCode.OVERLOADED, Map.of(), e);
        }
    }
}
