package io.ostler.panel.core.internal.fake;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The built-in permissions, and those of a plug-in while a test has it there. */
public final class FakePermissions implements Permissions {
    public final List<Permission> contributed = new CopyOnWriteArrayList<>();

    @Override
    public List<Permission> all() {
        return Stream.concat(Permission.BUILT_IN.stream(), contributed.stream()).toList();
    }

    @Override
    public Optional<Permission> find(String text) {
        return all().stream().filter(known -> known.text().equals(text)).findAny();
    }
}
