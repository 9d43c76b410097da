package io.ostler.panel.api.access;

import io.ostler.model.UserId;

/**
 * On whose behalf a service acts; made by the edge that identified the person, checked by every service. Immutable.
 *
 * @param session opaque handle of the session (no secret); grants of live streams name it
 * @param origin web origin that the request came from, such as {@code http://127.0.0.1:9400}, empty when none was sent
 * @param address of the client as far as it is known
 */
public record Caller(UserId user, String name, Role role, String session, String origin, String address) {}
