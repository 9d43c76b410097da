package io.ostler.panel.identity.internal.provider;

import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types that bundles bring, and the providers that were opened with them. A provider is opened when somebody first
 * needs it, and anew when its record is another one, whichever panel changed it. Thread-safe.
 */
@Component(service = ProviderTypes.class)
public final class ProviderTypes {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderTypes.class);

    private record Open(ProviderRecord record, AuthProviderType type, AuthProvider provider) {}

    private final Map<String, AuthProviderType> types = new ConcurrentHashMap<>();
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addType(AuthProviderType type) {
        if (types.putIfAbsent(type.id(), type) != null) {
            LOG.warn("A second type of providers is called {}: it is left out", type.id());
        }
    }

    public void removeType(AuthProviderType type) {
        if (types.remove(type.id(), type)) {
            open.forEach((id, known) -> {
                if (known.type() == type && open.remove(id, known)) {
                    close(known.provider());
                }
            });
        }
    }

    @Deactivate
    void close() {
        open.keySet().forEach(this::forget);
    }

    List<AuthProviderType> all() {
        return types.values().stream()
                .sorted(Comparator.comparing(AuthProviderType::id))
                .toList();
    }

    public Optional<AuthProviderType> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /**
     * The provider of that record; empty when its bundle is away.
     *
     * @param settings opens the record's secrets, only called when the provider has to be made
     */
    Optional<AuthProvider> open(ProviderRecord record, Function<ProviderRecord, ProviderSettings> settings) {
        var type = types.get(record.type());
        if (type == null) {
            return Optional.empty();
        }
        var known = open.get(record.id());
        if (known != null && known.type() == type && known.record().equals(record)) {
            return Optional.of(known.provider());
        }
        var next = new Open(record, type, type.open(settings.apply(record)));
        var former = open.put(record.id(), next);
        if (former != null) {
            close(former.provider());
        }
        if (types.get(record.type()) != type && open.remove(record.id(), next)) {
            close(next.provider());
            return Optional.empty();
        }
        return Optional.of(next.provider());
    }

    void forget(String id) {
        var known = open.remove(id);
        if (known != null) {
            close(known.provider());
        }
    }

    static void close(AuthProvider provider) {
        try {
            provider.close();
        } catch (RuntimeException e) {
            // Boundary to a bundle that may be anybody's: its trouble at the end must not be ours.
            LOG.warn("A provider could not be closed: {}", e.toString());
        }
    }
}
