package io.ostler.protocol;

import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived permission to open one stream or transfer at a daemon; travels as a JWT signed with the panel's
 * Ed25519 key ({@code alg} EdDSA, {@code typ} {@code ostler-ticket+jwt}). Claim names in brackets.
 *
 * @param id unique, 128 random bits; accepted once ({@code jti})
 * @param issuer the panel ({@code iss})
 * @param audience the node ({@code aud})
 * @param boot the daemon's boot id for which it was issued ({@code boot}): nothing issued before a restart is accepted
 * @param scope what it opens ({@code scope})
 * @param instance where ({@code ins})
 * @param user for whom ({@code sub})
 * @param session handle of the person's session ({@code sid})
 * @param origin the only web origin that may present it, such as {@code https://panel.example}; empty for clients that
 *     are no browser and send no {@code Origin} ({@code org})
 * @param path file or folder of a transfer, relative to the instance's folder ({@code path})
 * @param maxSize bytes an upload may have ({@code max})
 * @param overwrite whether an upload may replace a file ({@code ovr})
 * @param rights what the person may do with the instance's files; for scopes without files {@link FileRights#ALL}
 *     ({@code fr}, left out for {@code ALL})
 * @param issued ({@code iat}) and {@code expires} ({@code exp}), panel's clock, seconds with three decimals: a ticket
 *     issued right after a revocation is told from one issued before it
 */
public record Ticket(
        String id,
        String issuer,
        NodeId audience,
        String boot,
        TicketScope scope,
        InstanceId instance,
        UserId user,
        String session,
        String origin,
        @Nullable String path,
        @Nullable Long maxSize,
        boolean overwrite,
        FileRights rights,
        Instant issued,
        Instant expires) {

    /** How long a ticket may be presented. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    /** The {@code typ} header, so that no other token of the panel passes for a ticket. */
    public static final String TYPE = "ostler-ticket+jwt";

    public Grant grant() {
        return new Grant(id, scope, instance, user, session);
    }
}
