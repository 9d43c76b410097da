package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a service acts; made by the edge that identified the person, checked by every service. Immutable.
 *
 * @param session opaque handle of the session (no secret), {@code api-…} for an API key; grants of live streams name it
 * @param origin web origin that the request came from, such as {@code http://127.0.0.1:9400}, empty when none was sent
 * @param address of the client as far as it is known
 * @param key what the API key may at most, null without one
 * @param impersonator who really acts, null when it is the user
 */
public record Caller(
        UserId user,
        String name,
        RoleId role,
        String session,
        String origin,
        String address,
        @Nullable KeyScope key,
        @Nullable Impersonator impersonator) {

    /** Somebody with a session of their own. */
    public Caller(UserId user, String name, RoleId role, String session, String origin, String address) {
        this(user, name, role, session, origin, address, null, null);
    }
}
