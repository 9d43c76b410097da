package io.ostler.panel.core.internal.node;

import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.TicketScope;
import java.util.List;
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

    private final Sessions sessions;
    private final AccessControl access;

    @Activate
    public GrantReview(@Reference Sessions sessions, @Reference AccessControl access) {
        this.sessions = sessions;
        this.access = access;
    }

    void review(DaemonApi daemon) {
        daemon.openGrants().whenComplete((grants, error) -> {
            if (error == null) {
                endUnfounded(daemon, grants);
            } else {
                LOG.warn("The open streams of a node could not be checked: {}", error.toString());
            }
        });
    }

    private void endUnfounded(DaemonApi daemon, List<Grant> grants) {
        for (var grant : grants) {
            if (!holds(grant)) {
                LOG.info(
                        "A stream of user {} at instance {} lost its right and is ended",
                        grant.user(),
                        grant.instance());
                var end = daemon.revoke(new Revocation(null, null, null, grant.id()));
                end.whenComplete((done, error) -> {
                    if (error != null) {
                        LOG.warn("A stream could not be ended: {}", error.toString());
                    }
                });
            }
        }
    }

    private boolean holds(Grant grant) {
        return sessions.of(grant.user()).stream()
                .filter(session -> session.handle().equals(grant.session()))
                .findFirst()
                .map(session ->
                        new Caller(session.user(), session.userName(), session.role(), session.handle(), "", ""))
                .filter(caller -> access.allows(caller, permission(grant.scope()), grant.instance()))
                .isPresent();
    }

    /** What a ticket of that scope needs. */
    public static Permission permission(TicketScope scope) {
        return switch (scope) {
            case CONSOLE_READ -> Permission.CONSOLE_READ;
            case CONSOLE_WRITE -> Permission.CONSOLE_WRITE;
            case FILE_UPLOAD -> Permission.FILES_WRITE;
            case FILE_DOWNLOAD -> Permission.FILES_READ;
        };
    }
}
