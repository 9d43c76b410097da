package io.ostler.panel.auth.internal.role;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.auth.internal.apikey.KeyBook;
import io.ostler.panel.auth.internal.session.SessionsService;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes over what another panel on the same database changed of accounts and roles. Thread-safe. */
@Component
public final class SharedRights implements TableListener {
    private final RoleBook roles;
    private final RoleHolders holders;
    private final SessionsService sessions;
    private final KeyBook keys;
    private final RightsNews news;

    @Activate
    public SharedRights(
            @Reference RoleBook roles,
            @Reference RoleHolders holders,
            @Reference SessionsService sessions,
            @Reference KeyBook keys,
            @Reference RightsNews news) {
        this.roles = roles;
        this.holders = holders;
        this.sessions = sessions;
        this.keys = keys;
        this.news = news;
    }

    @Override
    public void changed(String table, @Nullable String key) {
        switch (table) {
            case "ostler_user" -> news.changed(key == null ? present() : Set.of(new UserId(key)));
            case "ostler_role" -> news.changed(holdersOfChanged());
            case "" -> {
                var affected = present();
                affected.addAll(holdersOfChanged());
                news.changed(affected);
            }
            default -> {
                // Others remember it, or nobody.
            }
        }
    }

    private Set<UserId> holdersOfChanged() {
        var affected = new HashSet<UserId>();
        roles.differing().forEach(role -> affected.addAll(holders.of(role)));
        return affected;
    }

    /** Who may have something open here. */
    private Set<UserId> present() {
        var present = new HashSet<>(sessions.users());
        present.addAll(keys.users());
        return present;
    }
}
