package io.ostler.panel.auth.internal.session;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SessionListener;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all listeners that a session ended. They are looked up at that moment and not before: those who listen mostly
 * need sessions themselves, and a standing reference would have each side wait for the other. Thread-safe.
 */
public final class SessionEnds {
    private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);

    private final Consumer<Consumer<SessionListener>> listeners;

    public SessionEnds(BundleContext context) {
        this(each -> forEach(context, each));
    }

    /** @param listeners calls back with each listener */
    public SessionEnds(Consumer<Consumer<SessionListener>> listeners) {
        this.listeners = listeners;
    }

    public void tell(UserId user, String handle) {
        listeners.accept(listener -> {
            try {
                listener.ended(user, handle);
            } catch (RuntimeException e) {
                // A listener of another bundle: its failure must not keep the others from ending their streams.
                log.error("A listener failed when session {} ended", handle, e);
            }
        });
    }

    private static void forEach(BundleContext context, Consumer<SessionListener> each) {
        try {
            for (ServiceReference<SessionListener> reference :
                    context.getServiceReferences(SessionListener.class, null)) {
                var listener = context.getService(reference);
                if (listener != null) {
                    try {
                        each.accept(listener);
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter has no syntax", e);
        }
    }
}
