package io.ostler.panel.core.internal.node;

import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.core.internal.node.NodeState.OpenLink;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.TicketScope;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the rights of streams that were open while the link was down, and ends those that lost theirs. Thread-safe,
 * doesn't block.
 */
@Component(service = GrantReview.class)
public final class GrantReview {
    private static final Logger LOG = LoggerFactory.getLogger(GrantReview.class);

    /** How sessions begin that were opened with a public key; its id follows. */
    private static final String KEY = "key-";

    private final Sessions sessions;
    private final AccessControl access;
    private final UserStore users;
    private final SshKeyStore keys;
    private final ApiKeys apiKeys;
    private final NodeTable nodes;
    private final StreamRevoker revoker;

    @Activate
    public GrantReview(
            @Reference Sessions sessions,
            @Reference AccessControl access,
            @Reference UserStore users,
            @Reference SshKeyStore keys,
            @Reference ApiKeys apiKeys,
            @Reference NodeTable nodes,
            @Reference StreamRevoker revoker) {
        this.sessions = sessions;
        this.access = access;
        this.users = users;
        this.keys = keys;
        this.apiKeys = apiKeys;
        this.nodes = nodes;
        this.revoker = revoker;
    }

    void review(NodeId node, OpenLink link) {
        link.daemon().openGrants().whenComplete((grants, error) -> {
            if (error == null) {
                endUnfounded(node, grants);
            } else if (nodes.isOpen(node, link)) {
                LOG.warn(
                        "The open streams of node {} could not be checked, again in a moment: {}",
                        node,
                        error.toString());
                revoker.later(() -> review(node, link));
            }
        });
    }

    private void endUnfounded(NodeId node, List<Grant> grants) {
        for (var grant : grants) {
            if (!holds(grant)) {
                LOG.info(
                        "A stream of user {} at instance {} lost its right and is ended",
                        grant.user(),
                        grant.instance());
                revoker.revoke(node, new Revocation(null, null, null, grant.id()));
            }
        }
    }

    private boolean holds(Grant grant) {
        return caller(grant)
                .filter(caller -> access.allows(caller, permission(grant.scope()), grant.instance()))
                .isPresent();
    }

    /** Who signed in at a door of the daemon has no session of ours: there account and key decide. */
    private Optional<Caller> caller(Grant grant) {
        if (grant.scope() == TicketScope.SFTP) {
            return users.find(grant.user())
                    .filter(user -> !user.disabled())
                    .filter(user -> !grant.session().startsWith(KEY) || hasKey(user.id(), grant.session()))
                    .map(user -> new Caller(user.id(), user.name(), user.role(), grant.session(), "", ""));
        }
        if (grant.session().startsWith(ApiKeys.HANDLE)) {
            return apiKeys.holder(grant.session()).map(GrantReview::caller);
        }
        return sessions.of(grant.user()).stream()
                .filter(session -> session.handle().equals(grant.session()))
                .findFirst()
                .map(session ->
                        new Caller(session.user(), session.userName(), session.role(), session.handle(), "", ""));
    }

    private static Caller caller(ApiKeys.Holder holder) {
        var key = holder.key();
        return new Caller(key.user(), holder.userName(), holder.role(), key.handle(), "", "", key.scope(), null);
    }

    private boolean hasKey(UserId user, String session) {
        return keys.of(user).stream().anyMatch(key -> session.equals(KEY + key.id()));
    }

    /** What a ticket of that scope needs. */
    public static Permission permission(TicketScope scope) {
        return switch (scope) {
            case CONSOLE_READ -> Permission.CONSOLE_READ;
            case CONSOLE_COMMANDS -> Permission.CONSOLE_COMMANDS;
            case CONSOLE_WRITE -> Permission.CONSOLE_WRITE;
            case FILE_UPLOAD -> Permission.FILES_WRITE;
            case FILE_DOWNLOAD, SFTP -> Permission.FILES_READ;
        };
    }
}
