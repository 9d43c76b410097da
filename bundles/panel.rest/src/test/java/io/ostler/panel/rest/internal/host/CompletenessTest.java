package io.ostler.panel.rest.internal.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class CompletenessTest {
    private int framework = Bundle.ACTIVE;
    private boolean enabled = true;
    private Collection<ComponentConfigurationDTO> configurations = List.of();

    @Test
    void aResourceThatLacksSomethingIsMissing() {
        configurations = List.of(configuration(7, ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
        assertFalse(holds(Set.of()));
    }

    @Test
    void aResourceThatHasAllItNeedsIsMissingUntilItIsTakenUp() {
        for (int state : List.of(ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE)) {
            configurations = List.of(configuration(7, state));
            assertFalse(holds(Set.of()));
            assertFalse(holds(Set.of(8L)));
            assertTrue(holds(Set.of(7L)));
        }
    }

    @Test
    void aResourceThatIsAboutToBeLookedAtIsMissing() {
        assertFalse(holds(Set.of()));
    }

    @Test
    void aResourceThatIsSwitchedOffIsNotMissed() {
        enabled = false;
        assertTrue(holds(Set.of()));
    }

    @Test
    void aResourceThatNobodyConfiguredIsNotMissed() {
        configurations = List.of(configuration(7, ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION));
        assertTrue(holds(Set.of()));
    }

    @Test
    void nothingIsThereForSureWhileTheServerStops() {
        framework = Bundle.STOPPING;
        configurations = List.of(configuration(7, ComponentConfigurationDTO.ACTIVE));
        assertFalse(holds(Set.of(7L)));
    }

    private boolean holds(Set<Long> bound) {
        return new Completeness(context(), runtime()).holds(bound);
    }

    private static ComponentConfigurationDTO configuration(long id, int state) {
        var configuration = new ComponentConfigurationDTO();
        configuration.id = id;
        configuration.state = state;
        return configuration;
    }

    private BundleContext context() {
        var system = fake(Bundle.class, Map.of("getState", () -> framework));
        return fake(BundleContext.class, Map.of("getBundle", () -> system));
    }

    private ServiceComponentRuntime runtime() {
        var resource = new ComponentDescriptionDTO();
        resource.properties = Map.of("osgi.jakartars.resource", true);
        var other = new ComponentDescriptionDTO();
        other.properties = Map.of();
        return fake(
                ServiceComponentRuntime.class,
                Map.of(
                        "getComponentDescriptionDTOs", () -> List.of(resource, other),
                        "getComponentConfigurationDTOs", () -> configurations,
                        "isComponentEnabled", () -> enabled));
    }

    private interface Answer {
        Object get();
    }

    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName()).get()));
    }
}
