package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.instance.Instances.IssuedTicket;
import io.ostler.panel.api.instance.Instances.TicketRequest;
import io.ostler.panel.api.node.PanelKey;
import io.ostler.panel.core.internal.node.GrantReview;
import io.ostler.panel.core.internal.node.NodeTable;
import io.ostler.panel.core.internal.node.StreamClock;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs tickets for people who hold the right. Thread-safe. */
@Component(service = TicketIssuer.class)
public final class TicketIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(TicketIssuer.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccessControl access;
    private final FileAccessControl levels;
    private final InstanceDirectory directory;
    private final NodeTable nodes;
    private final PanelKey key;
    private final StreamClock clock;

    @Activate
    public TicketIssuer(
            @Reference AccessControl access,
            @Reference FileAccessControl levels,
            @Reference InstanceDirectory directory,
            @Reference NodeTable nodes,
            @Reference StreamClock clock,
            @Reference PanelKey key) {
        this.access = access;
        this.levels = levels;
        this.directory = directory;
        this.nodes = nodes;
        this.clock = clock;
        this.key = key;
    }

    IssuedTicket issue(Caller caller, InstanceId id, TicketRequest request) {
        var now = clock.issue();
        access.require(caller, GrantReview.permission(request.scope()), id);
        check(request);
        var rights = rights(caller, id, request);
        var entry = directory.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        var node = nodes.find(entry.node()).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        var hello = node.hello();
        if (node.link() == null || hello == null) {
            throw OstlerException.of(ErrorCode.NODE_AWAY, "node", node.record().name());
        }
        var ticket = new Ticket(
                randomId(),
                key.panelId(),
                entry.node(),
                hello.bootId(),
                request.scope(),
                id,
                caller.user(),
                caller.session(),
                caller.origin(),
                request.path(),
                request.maxSize(),
                request.overwrite(),
                rights,
                now,
                now.plus(Ticket.LIFE));
        LOG.info(
                "User {} got a ticket: {} of instance {}{}",
                caller.name(),
                request.scope().text(),
                id,
                request.path() == null ? "" : ", " + printable(request.path()));
        // The local daemon answers at the panel's own address, whatever that is for the browser.
        var addresses = node.record().publicKey().isEmpty()
                ? List.of("")
                : node.record().addresses();
        return new IssuedTicket(key.sign(ticket), addresses, ticket.expires());
    }

    private static void check(TicketRequest request) {
        boolean transfer = request.scope() == TicketScope.FILE_UPLOAD || request.scope() == TicketScope.FILE_DOWNLOAD;
        String path = request.path();
        if (request.scope() == TicketScope.SFTP) {
            throw OstlerException.invalid("scope", "one that is opened with a ticket");
        }
        if (transfer && (path == null || path.length() > 4096)) {
            throw OstlerException.invalid("path", "the file, relative to the instance's folder");
        }
        if (!transfer && path != null) {
            throw OstlerException.invalid("path", "only for transfers");
        }
        Long size = request.maxSize();
        if (size != null && (size < 0 || request.scope() != TicketScope.FILE_UPLOAD)) {
            throw OstlerException.invalid("maxSize", "a number of bytes, for uploads");
        }
    }

    /** What the daemon holds every file of the transfer against; refused here when there is nothing to be had at all. */
    private FileRights rights(Caller caller, InstanceId id, TicketRequest request) {
        var path = request.path();
        if (path == null) {
            return FileRights.ALL;
        }
        var rights = levels.rights(caller, id);
        var target = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var level = rights.of(target);
        if (request.scope() == TicketScope.FILE_UPLOAD) {
            // A folder that is only read may have one beneath it that can be written.
            boolean folder = path.isEmpty() || path.endsWith("/");
            if (!level.allows(FileAccess.WRITE) && !(folder && rights.reachesBeneath(target))) {
                throw OstlerException.of(
                        level == FileAccess.HIDE ? ErrorCode.FILE_NOT_FOUND : ErrorCode.FILE_ACCESS_DENIED,
                        "path",
                        path);
            }
        } else if (level == FileAccess.HIDE && !rights.reachesBeneath(target)) {
            throw OstlerException.of(ErrorCode.FILE_NOT_FOUND, "path", path);
        }
        return rights;
    }

    /** A path as one line of a log. */
    private static String printable(String path) {
        return path.replaceAll("\\p{Cntrl}|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }

    private static String randomId() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
