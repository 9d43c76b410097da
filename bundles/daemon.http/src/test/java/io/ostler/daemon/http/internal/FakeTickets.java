package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.Id;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tickets that the test hands out itself, and the grants beside them; checked as the real ones are, but unsigned. */
public final class FakeTickets implements Tickets, Grants {
    public static final InstanceId INSTANCE = new InstanceId("instance-1");
    public static final UserId USER = new UserId("user-0001");
    public static final String ORIGIN = "https://panel.example";

    private final Map<String, Ticket> issued = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Map<Object, Map.Entry<Grant, Runnable>> holds = new ConcurrentHashMap<>();

    /** What a test wants in a ticket. */
    public record Wish(
            TicketScope scope,
            String origin,
            @Nullable String path,
            @Nullable Long maxSize,
            boolean overwrite) {
        public static Wish console(TicketScope scope) {
            return new Wish(scope, ORIGIN, null, null, false);
        }

        public static Wish upload(String path) {
            return new Wish(TicketScope.FILE_UPLOAD, ORIGIN, path, 1L << 30, false);
        }

        public static Wish download(String path) {
            return new Wish(TicketScope.FILE_DOWNLOAD, ORIGIN, path, null, false);
        }

        public Wish replacing() {
            return new Wish(scope, origin, path, maxSize, true);
        }

        public Wish upTo(long size) {
            return new Wish(scope, origin, path, size, overwrite);
        }
    }

    public String issue(Wish wish) {
        return issue(wish, INSTANCE, USER);
    }

    public String issue(Wish wish, InstanceId instance, UserId user) {
        var token = "secret-" + Id.random();
        var now = Instant.now();
        issued.put(
                token,
                new Ticket(
                        Id.random(),
                        "panel",
                        node(),
                        "boot",
                        wish.scope,
                        instance,
                        user,
                        "session",
                        wish.origin,
                        wish.path,
                        wish.maxSize,
                        wish.overwrite,
                        FileRights.ALL,
                        now,
                        now.plus(Ticket.LIFE)));
        return token;
    }

    public Ticket of(String token) {
        return issued.get(token);
    }

    @Override
    public Ticket accept(String token, @Nullable String origin, TicketScope... scopes) {
        var ticket = issued.get(token);
        if (ticket == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        if (origin != null && !origin.equals(ticket.origin())) {
            throw new OstlerException(ErrorCode.ORIGIN_REFUSED);
        }
        if (!List.of(scopes).contains(ticket.scope())) {
            throw new OstlerException(ErrorCode.TICKET_SCOPE);
        }
        if (!used.add(token)) {
            throw new OstlerException(ErrorCode.TICKET_USED);
        }
        return ticket;
    }

    @Override
    public NodeId node() {
        return new NodeId("node-00001");
    }

    @Override
    public Hold hold(Grant grant, Runnable end) {
        if (revoked.contains(grant.id())) {
            throw new OstlerException(ErrorCode.GRANT_REVOKED);
        }
        var key = new Object();
        holds.put(key, Map.entry(grant, end));
        return () -> holds.remove(key);
    }

    @Override
    public List<Grant> open() {
        return holds.values().stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public void revoke(Revocation revocation) {
        issued.values().stream()
                .map(Ticket::grant)
                .filter(revocation::matches)
                .forEach(grant -> revoked.add(grant.id()));
        holds.forEach((key, hold) -> {
            if (revocation.matches(hold.getKey()) && holds.remove(key) != null) {
                hold.getValue().run();
            }
        });
    }

    /** Withdraws everything that the user may do. */
    public void revokeUser() {
        revoke(new Revocation(USER, null, null, null));
    }
}
