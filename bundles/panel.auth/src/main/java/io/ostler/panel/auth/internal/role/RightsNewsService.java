package io.ostler.panel.auth.internal.role;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RightsListener;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.access.Sessions;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all listeners that rights changed, after sessions have the new role. Listeners are looked up at that moment and
 * not before: those who listen mostly need rights themselves. Thread-safe.
 */
@Component(service = RightsNews.class)
public final class RightsNewsService implements RightsNews {
    private static final Logger LOG = LoggerFactory.getLogger(RightsNewsService.class);

    private final BundleContext context;
    private final Sessions sessions;

    @Activate
    public RightsNewsService(BundleContext context, @Reference Sessions sessions) {
        this.context = context;
        this.sessions = sessions;
    }

    @Override
    public void changed(Collection<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        users.forEach(sessions::changed);
        var told = List.copyOf(users);
        forEach(listener -> {
            try {
                listener.changed(told);
            } catch (RuntimeException e) {
                // A listener of another bundle: its failure must not keep the others from ending their streams.
                LOG.error("A listener failed when rights changed", e);
            }
        });
    }

    private void forEach(Consumer<RightsListener> each) {
        try {
            for (ServiceReference<RightsListener> reference :
                    context.getServiceReferences(RightsListener.class, null)) {
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
