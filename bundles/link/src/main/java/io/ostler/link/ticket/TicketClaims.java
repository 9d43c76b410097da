package io.ostler.link.ticket;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the claims of its token and back. A claim that is missing, unknown or of another kind makes the ticket
 * invalid. Times are seconds with milliseconds as decimals. Stateless.
 */
final class TicketClaims {
    private static final Set<String> NAMES = Set.of(
            "jti", "iss", "aud", "boot", "scope", "ins", "sub", "sid", "org", "path", "max", "ovr", "fr", "iat", "exp");

    private TicketClaims() {}

    static Map<String, Object> write(Ticket ticket) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("jti", ticket.id());
        claims.put("iss", ticket.issuer());
        claims.put("aud", ticket.audience().value());
        claims.put("boot", ticket.boot());
        claims.put("scope", ticket.scope().text());
        claims.put("ins", ticket.instance().value());
        claims.put("sub", ticket.user().value());
        claims.put("sid", ticket.session());
        claims.put("org", ticket.origin());
        if (ticket.path() != null) {
            claims.put("path", ticket.path());
        }
        if (ticket.maxSize() != null) {
            claims.put("max", ticket.maxSize());
        }
        claims.put("ovr", ticket.overwrite());
        if (!ticket.rights().equals(FileRights.ALL)) {
            claims.put("fr", write(ticket.rights()));
        }
        claims.put("iat", BigDecimal.valueOf(ticket.issued().toEpochMilli(), 3));
        claims.put("exp", BigDecimal.valueOf(ticket.expires().toEpochMilli(), 3));
        return claims;
    }

    static Ticket read(Map<String, Object> claims) {
        if (!NAMES.containsAll(claims.keySet())) {
            throw TicketCodec.invalid();
        }
        try {
            return new Ticket(
                    text(claims, "jti"),
                    text(claims, "iss"),
                    new NodeId(text(claims, "aud")),
                    text(claims, "boot"),
                    TicketScope.of(text(claims, "scope")),
                    new InstanceId(text(claims, "ins")),
                    new UserId(text(claims, "sub")),
                    text(claims, "sid"),
                    text(claims, "org"),
                    claims.containsKey("path") ? text(claims, "path") : null,
                    size(claims.get("max")),
                    flag(claims.get("ovr")),
                    rights(claims.get("fr")),
                    time(claims.get("iat")),
                    time(claims.get("exp")));
        } catch (OstlerException | ArithmeticException | NumberFormatException e) {
            throw TicketCodec.invalid();
        }
    }

    /** Short: tokens travel in headers. */
    private static Map<String, Object> write(FileRights rights) {
        var rules = new LinkedHashMap<String, Object>();
        rights.rules().forEach(rule -> rules.put(rule.path(), rule.access().name()));
        return Map.of("base", rights.base().name(), "exempt", rights.exempt(), "rules", rules);
    }

    private static FileRights rights(@Nullable Object value) {
        if (value == null) {
            return FileRights.ALL;
        }
        if (value instanceof Map<?, ?> parts
                && parts.size() == 3
                && parts.get("exempt") instanceof Boolean exempt
                && parts.get("rules") instanceof Map<?, ?> rules) {
            var read = new ArrayList<FileRights.Rule>();
            rules.forEach((path, level) -> read.add(new FileRights.Rule(String.valueOf(path), access(level))));
            return new FileRights(access(parts.get("base")), read, exempt);
        }
        throw TicketCodec.invalid();
    }

    private static FileAccess access(@Nullable Object name) {
        try {
            return FileAccess.valueOf(String.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw TicketCodec.invalid();
        }
    }

    private static String text(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof String text) {
            return text;
        }
        throw TicketCodec.invalid();
    }

    private static boolean flag(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw TicketCodec.invalid();
    }

    private static @Nullable Long size(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Long size && size >= 0) {
            return size;
        }
        throw TicketCodec.invalid();
    }

    private static Instant time(@Nullable Object value) {
        if (value instanceof Number number) {
            var millis = new BigDecimal(number.toString()).movePointRight(3).setScale(0, RoundingMode.DOWN);
            return Instant.ofEpochMilli(millis.longValueExact());
        }
        throw TicketCodec.invalid();
    }
}
