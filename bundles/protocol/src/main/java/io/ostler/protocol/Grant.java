package io.ostler.protocol;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;

/**
 * The right that a live stream rests on.
 *
 * @param id the {@code jti} of the ticket that opened it
 * @param session opaque handle of the person's session, not the session's secret
 */
public record Grant(String id, TicketScope scope, InstanceId instance, UserId user, String session) {}
