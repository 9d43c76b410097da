package io.ostler.link;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our object as the other end reaches it: only its interface's methods, only with the parameters they need, and only so
 * many at once. Calls come on the carrier's reading thread; the object answers by futures and never blocks there.
 * Thread-safe.
 */
final class LocalEnd implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEnd.class);

    /** Calls of the other end that may be under way. */
    static final int MOST_CALLS = 1024;

    private final Endpoint object;
    private final Map<String, JsonRpcMethod> methods;
    private final AtomicInteger underWay = new AtomicInteger();

    LocalEnd(Object object, Map<String, JsonRpcMethod> methods) {
        this.object = ServiceEndpoints.toEndpoint(object);
        this.methods = methods;
    }

    @Override
    public CompletableFuture<?> request(String name, @Nullable Object params) {
        var method = methods.get(name);
        if (method == null || method.isNotification()) {
            return CompletableFuture.failedFuture(OstlerException.of(ErrorCode.NOT_FOUND, "method", "unknown"));
        }
        if (lacks(method, params)) {
            return CompletableFuture.failedFuture(OstlerException.invalid("params", "not empty"));
        }
        if (underWay.incrementAndGet() > MOST_CALLS) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(new OstlerException(ErrorCode.OVERLOADED));
        }
        try {
            var answer = object.request(name, params);
            answer.whenComplete((done, error) -> underWay.decrementAndGet());
            return answer;
        } catch (RuntimeException e) { // whatever the object throws becomes the answer
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void notify(String name, @Nullable Object params) {
        var method = methods.get(name);
        if (method == null || !method.isNotification() || lacks(method, params)) {
            LOG.debug("A notification that nobody takes was passed over");
            return;
        }
        try {
            object.notify(name, params);
        } catch (RuntimeException e) { // one bad message must not end the link
            LOG.error("A notification could not be taken: {}", name, e);
        }
    }

    private static boolean lacks(JsonRpcMethod method, @Nullable Object params) {
        return params == null && method.getParameterTypes().length > 0;
    }
}
