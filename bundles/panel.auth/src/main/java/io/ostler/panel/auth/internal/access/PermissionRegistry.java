package io.ostler.panel.auth.internal.access;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionContributor;
import io.ostler.panel.api.access.Permissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in permissions and those that plug-ins bring; who was first keeps a name. Thread-safe. */
@Component(service = Permissions.class)
public final class PermissionRegistry implements Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(PermissionRegistry.class);

    private record Known(List<Permission> all, Map<String, Permission> byName) {
        static Known of(List<Permission> all) {
            var byName = new LinkedHashMap<String, Permission>();
            all.forEach(permission -> byName.put(permission.text(), permission));
            return new Known(List.copyOf(all), Map.copyOf(byName));
        }
    }

    private final Map<PermissionContributor, List<Permission>> contributed = new LinkedHashMap<>();
    private volatile Known known = Known.of(Permission.BUILT_IN);

    @Override
    public List<Permission> all() {
        return known.all;
    }

    @Override
    public Optional<Permission> find(String text) {
        return Optional.ofNullable(known.byName.get(text));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addContributor(PermissionContributor contributor) {
        var free = new ArrayList<Permission>();
        for (var permission : contributor.permissions()) {
            if (find(permission.text()).isPresent() || free.contains(permission)) {
                LOG.warn("{} brings the permission {}, which exists already", contributor.getClass(), permission);
            } else {
                free.add(permission);
            }
        }
        contributed.put(contributor, free);
        rebuild();
    }

    public synchronized void removeContributor(PermissionContributor contributor) {
        contributed.remove(contributor);
        rebuild();
    }

    @Override
    public Words words(Permission permission, Locale locale) {
        return PermissionWords.of(permission, contributor(permission), locale);
    }

    private synchronized @Nullable PermissionContributor contributor(Permission permission) {
        return contributed.entrySet().stream()
                .filter(entry -> entry.getValue().contains(permission))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private void rebuild() {
        var all = new ArrayList<>(Permission.BUILT_IN);
        contributed.values().stream()
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(Permission::text))
                .forEach(all::add);
        known = Known.of(all);
    }
}
