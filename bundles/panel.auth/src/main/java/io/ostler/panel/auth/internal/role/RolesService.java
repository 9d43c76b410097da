package io.ostler.panel.auth.internal.role;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.access.Role;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Roles;
import io.ostler.panel.api.store.RoleStore;
import io.ostler.panel.api.store.RoleStore.RoleRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roles as people manage them. Thread-safe: changes happen one after another. */
@Component
public final class RolesService implements Roles {
    private static final Logger LOG = LoggerFactory.getLogger(RolesService.class);

    private final AccessControl access;
    private final GrantRules rules;
    private final RoleStore store;
    private final RoleBook book;
    private final RoleHolders holders;
    private final Permissions permissions;
    private final RightsNews news;

    @Activate
    public RolesService(
            @Reference AccessControl access,
            @Reference GrantRules rules,
            @Reference RoleStore store,
            @Reference RoleBook book,
            @Reference RoleHolders holders,
            @Reference Permissions permissions,
            @Reference RightsNews news) {
        this.access = access;
        this.rules = rules;
        this.store = store;
        this.book = book;
        this.holders = holders;
        this.permissions = permissions;
        this.news = news;
    }

    @Override
    public List<Role> list(Caller caller) {
        requireSight(caller);
        return book.all();
    }

    @Override
    public Optional<Role> find(Caller caller, RoleId id) {
        requireSight(caller);
        return book.find(id);
    }

    @Override
    public Map<RoleId, Integer> holders(Caller caller) {
        requireSight(caller);
        return store.holders();
    }

    private void requireSight(Caller caller) {
        if (!access.allows(caller, Permission.USER_MANAGE, null)) {
            access.require(caller, Permission.ROLE_MANAGE);
        }
    }

    @Override
    public synchronized Role create(Caller caller, Draft draft) {
        access.require(caller, Permission.ROLE_MANAGE);
        var wanted = RoleRules.checked(draft, permissions, Set.of());
        rules.requireGivable(caller, wanted.permissions(), wanted.own());
        if (book.all().size() >= MOST) {
            throw OstlerException.of(ErrorCode.VALUE_OUT_OF_RANGE, "max", Integer.toString(MOST));
        }
        var id = RoleRules.id(wanted.name(), book::exists);
        var role = new RoleRecord(id, wanted.name(), wanted.description(), wanted.permissions(), wanted.own(), 1);
        store.insert(role);
        book.reread();
        LOG.info("User {} made role {}", caller.name(), id);
        return RoleBook.view(role);
    }

    @Override
    public Role change(Caller caller, RoleId id, long revision, Draft draft) {
        access.require(caller, Permission.ROLE_MANAGE);
        RoleRecord next;
        synchronized (this) {
            var known = made(id);
            var former = new HashSet<>(known.permissions());
            former.addAll(known.own());
            var wanted = RoleRules.checked(draft, permissions, former);
            // Taking away needs the same as giving: else one could disarm those who hold more.
            rules.requireGivable(caller, known.permissions(), known.own());
            rules.requireGivable(caller, wanted.permissions(), wanted.own());
            next = new RoleRecord(
                    id, wanted.name(), wanted.description(), wanted.permissions(), wanted.own(), revision + 1);
            if (known.revision() != revision || !store.update(next)) {
                book.reread();
                throw new OstlerException(ErrorCode.PRECONDITION_FAILED);
            }
            book.reread();
        }
        LOG.info("User {} changed role {}", caller.name(), id);
        news.changed(holders.of(id));
        return RoleBook.view(next);
    }

    @Override
    public void delete(Caller caller, RoleId id, @Nullable RoleId replacement) {
        access.require(caller, Permission.ROLE_MANAGE);
        Set<UserId> affected = Set.of();
        synchronized (this) {
            var known = made(id);
            rules.requireGivable(caller, known.permissions(), known.own());
            holders.requireUnmapped(id);
            boolean done;
            if (replacement == null) {
                done = store.deleteUnused(id);
                if (!done && store.holders().containsKey(id)) {
                    throw OstlerException.of(ErrorCode.ROLE_IN_USE, "id", id.value());
                }
            } else {
                if (replacement.equals(id)) {
                    throw OstlerException.invalid("replacement", "another role");
                }
                rules.requireGivable(caller, replacement, null);
                affected = holders.of(id);
                done = store.deleteAndReplace(id, replacement);
            }
            book.changed();
            if (!done) {
                throw new OstlerException(ErrorCode.NOT_FOUND);
            }
        }
        LOG.info("User {} deleted role {}", caller.name(), id);
        news.changed(affected);
    }

    /** {@code CONFLICT} for one that nobody made. */
    private RoleRecord made(RoleId id) {
        if (RoleId.BUILT_IN.contains(id)) {
            throw OstlerException.of(ErrorCode.CONFLICT, "reason", "built-in roles stay as they are");
        }
        return store.list().stream()
                .filter(role -> role.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }
}
