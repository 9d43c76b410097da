package io.ostler.panel.auth.internal.passkey;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.factor.PasskeyCeremony;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The way to the bundle with the arithmetic: it may be absent, and nothing of it is loaded before the first passkey.
 * Thread-safe.
 */
@Component(service = Ceremonies.class)
public class Ceremonies {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile @Nullable ComponentServiceObjects<PasskeyCeremony> present;

    public boolean isPossible() {
        return present != null;
    }

    /** {@code CAPABILITY_MISSING} without the bundle. */
    public <T> T with(Function<PasskeyCeremony, T> work) {
        var services = present;
        var ceremony = services == null ? null : services.getService();
        if (services == null || ceremony == null) {
            throw OstlerException.of(ErrorCode.CAPABILITY_MISSING, "capability", "passkey");
        }
        // Never given back: the next passkey would load everything anew.
        return work.apply(ceremony);
    }
}
