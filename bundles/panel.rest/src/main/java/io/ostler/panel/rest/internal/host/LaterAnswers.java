package io.ostler.panel.rest.internal.host;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegate;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets an operation answer from another thread. Jersey's own is in a bundle that it finds by service files alone, which
 * we keep it from reading. Stateless; each request's delegate is used by one thread after the other.
 */
final class LaterAnswers implements AsyncContextDelegateProvider {

    @Override
    public AsyncContextDelegate createDelegate(HttpServletRequest request, HttpServletResponse response) {
        return new Delegate(request, response);
    }

    private static final class Delegate implements AsyncContextDelegate {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private @Nullable AsyncContext context;
        private boolean completed;

        Delegate(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public synchronized void suspend() {
            if (!completed && context == null) {
                var started = request.startAsync(request, response);
                // The operation has its own limit and answers by itself; the container's would send an error page.
                started.setTimeout(0);
                context = started;
            }
        }

        @Override
        public synchronized void complete() {
            completed = true;
            if (context != null) {
                context.complete();
                context = null;
            }
        }
    }
}
