package io.ostler.panel.rest.internal.host;

import java.util.Arrays;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Whether every resource that this server has is there: while it starts or stops, some still lack what they need, and
 * what nobody answers is no proof that it doesn't exist. Thread-safe.
 */
@Component(service = Completeness.class)
public final class Completeness {
    private static final String RESOURCE = "osgi.jakartars.resource";

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    @Activate
    public Completeness(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /** @param bound ids of the components that the interface has taken up */
    boolean holds(Set<Long> bound) {
        var framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        return framework.getState() != Bundle.STOPPING
                && components.getComponentDescriptionDTOs().stream()
                        .filter(Completeness::isResource)
                        .allMatch(component -> isThere(component, bound));
    }

    private static boolean isResource(ComponentDescriptionDTO component) {
        var mark = component.properties.get(RESOURCE);
        return Boolean.TRUE.equals(mark)
                || "true".equals(mark)
                || mark instanceof String[] marks && Arrays.asList(marks).contains("true");
    }

    /** A component that has all it needs is there only when it was taken up, which may be a moment later. */
    private boolean isThere(ComponentDescriptionDTO component, Set<Long> bound) {
        var configurations = components.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty()) {
            return !components.isComponentEnabled(component);
        }
        return configurations.stream()
                .allMatch(c -> c.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION || bound.contains(c.id));
    }
}
