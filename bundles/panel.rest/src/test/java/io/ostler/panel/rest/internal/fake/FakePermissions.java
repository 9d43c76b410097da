package io.ostler.panel.rest.internal.fake;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import java.util.List;
import java.util.Optional;

/** The built-in permissions alone. */
public final class FakePermissions implements Permissions {
    @Override
    public List<Permission> all() {
        return Permission.BUILT_IN;
    }

    @Override
    public Optional<Permission> find(String text) {
        return all().stream().filter(known -> known.text().equals(text)).findAny();
    }
}
