package io.ostler.panel.rest.internal.host;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * One built Jersey application. It is never changed: when resources come or go a new one takes over, and the old one
 * lives until its last request has been answered. Thread-safe.
 */
final class Generation {
    private final ServletContainer container;
    /** Requests in work, plus one until it is retired. */
    private final AtomicInteger users = new AtomicInteger(1);

    private Generation(ServletContainer container) {
        this.container = container;
    }

    static Generation build(ServletConfig config, ResourceConfig application) throws ServletException {
        var container = new ServletContainer(application);
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        // Jersey looks its own parts up through the thread's loader.
        thread.setContextClassLoader(ResourceConfig.class.getClassLoader());
        try {
            container.init(config);
        } finally {
            thread.setContextClassLoader(loader);
        }
        return new Generation(container);
    }

    /** Counts a request in; false when this generation is gone already and the caller has to take the present one. */
    boolean enter() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** Serves the request for which {@link #enter} said yes. */
    void serve(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        var answeredLater = false;
        try {
            container.service(request, response);
            answeredLater = follow(request);
        } finally {
            if (!answeredLater) {
                leave();
            }
        }
    }

    /** Waits for the end of a request that another thread will answer; false when there is nothing to wait for. */
    private boolean follow(ServletRequest request) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(new Leaving());
            return true;
        } catch (IllegalStateException e) {
            return false; // the other thread was done between the question and the call
        }
    }

    void retire() {
        leave();
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            container.destroy();
        }
    }

    private final class Leaving implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
