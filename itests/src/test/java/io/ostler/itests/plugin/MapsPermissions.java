package io.ostler.itests.plugin;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.PermissionContributor;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The plug-in's permission, which owners hold and can give. */
public final class MapsPermissions implements PermissionContributor {
    static final String DRAW = "maps.draw";

    @Override
    public Collection<Permission> permissions() {
        return List.of(new Permission(DRAW, Permission.Reach.OWNER, Permission.About.INSTANCE));
    }

    @Override
    public Map<String, String> words(Locale locale) {
        return Map.of("group", "Maps", DRAW + ".title", "Draw maps", DRAW + ".description", "Maps of the world.");
    }
}
