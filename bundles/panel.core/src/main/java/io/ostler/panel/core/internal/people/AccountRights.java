package io.ostler.panel.core.internal.people;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.RolePermissions;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What has to be asked and told when an account changes. Thread-safe. */
@Component(service = AccountRights.class)
public final class AccountRights {
    private final GrantRules rules;
    private final RolePermissions roles;
    private final RightsNews news;

    @Activate
    public AccountRights(@Reference GrantRules rules, @Reference RolePermissions roles, @Reference RightsNews news) {
        this.rules = rules;
        this.roles = roles;
        this.news = news;
    }

    /** The role exists and the caller can give it. */
    void requireGivable(Caller caller, RoleId role) {
        rules.requireGivable(caller, role, null);
    }

    /** Nobody takes over, shuts out or removes an account that holds more than they do. */
    void requireAbove(Caller caller, UserRecord user) {
        rules.requireAbove(caller, user.id(), user.role());
    }

    void changed(UserId user) {
        news.changed(Set.of(user));
    }

    void forget(UserId user) {
        roles.forget(user);
    }
}
