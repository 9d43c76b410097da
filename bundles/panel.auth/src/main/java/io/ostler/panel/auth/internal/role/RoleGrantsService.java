package io.ostler.panel.auth.internal.role;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RightsNews;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleGrants;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.NodeStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Further roles of accounts as people manage them. Thread-safe. */
@Component
public final class RoleGrantsService implements RoleGrants, TableListener {
    private static final Logger LOG = LoggerFactory.getLogger(RoleGrantsService.class);
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final AccessControl access;
    private final GrantRules rules;
    private final GrantBook book;
    private final UserStore users;
    private final NodeStore nodes;
    private final RightsNews news;
    private final GrantEnds ends;

    @Activate
    public RoleGrantsService(
            @Reference AccessControl access,
            @Reference GrantRules rules,
            @Reference GrantBook book,
            @Reference UserStore users,
            @Reference NodeStore nodes,
            @Reference RightsNews news) {
        this.access = access;
        this.rules = rules;
        this.book = book;
        this.users = users;
        this.nodes = nodes;
        this.news = news;
        ends = new GrantEnds(book, news);
        ends.lookAgain();
    }

    @Deactivate
    public void close() {
        ends.close();
    }

    @Override
    public List<RoleGrant> of(Caller caller, UserId user) {
        access.require(caller, Permission.USER_MANAGE);
        existing(user);
        return book.of(user).stream()
                .filter(book::counts)
                .sorted(Comparator.comparing(RoleGrant::until, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    @Override
    public RoleGrant give(Caller caller, UserId user, RoleId role, @Nullable NodeId node, @Nullable Instant until) {
        access.require(caller, Permission.USER_MANAGE);
        RoleGrant grant;
        synchronized (this) {
            rules.requireAbove(caller, user, existing(user).role());
            rules.requireGivable(caller, role, node);
            check(node);
            if (book.of(user).size() >= MOST_OF_A_USER) {
                throw OstlerException.of(ErrorCode.VALUE_OUT_OF_RANGE, "max", Integer.toString(MOST_OF_A_USER));
            }
            grant = new RoleGrant(UserId.create().value(), user, role, node, checked(until));
            book.add(grant);
        }
        if (users.find(user).isEmpty()) {
            // Deleted at the same moment, without sight of this.
            book.remove(grant);
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        LOG.info("User {} gave user {} the further role {}", caller.name(), user, role);
        ends.lookAgain();
        news.changed(Set.of(user));
        return grant;
    }

    @Override
    public void take(Caller caller, UserId user, String id) {
        access.require(caller, Permission.USER_MANAGE);
        var grant = book.of(user).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        rules.requireAbove(caller, user, existing(user).role());
        if (!book.remove(grant)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        LOG.info("User {} took the further role {} from user {}", caller.name(), grant.role(), user);
        news.changed(Set.of(user));
    }

    /** Another panel gave or took some. */
    @Override
    public void changed(String table, @Nullable String key) {
        if (table.isEmpty() || table.equals("ostler_role_grant")) {
            var affected = book.reread();
            ends.lookAgain();
            news.changed(affected);
        }
    }

    private void check(@Nullable NodeId node) {
        if (node != null && nodes.find(node).isEmpty()) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", node.value());
        }
    }

    private @Nullable Instant checked(@Nullable Instant until) {
        if (until == null) {
            return null;
        }
        var now = book.clock().instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw OstlerException.invalid("until", "a moment within the next ten years");
        }
        return until.truncatedTo(ChronoUnit.MILLIS);
    }

    private UserRecord existing(UserId user) {
        return users.find(user).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }
}
