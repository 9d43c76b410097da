package io.ostler.panel.api.access;

import io.ostler.model.UserId;

/** The administrator who acts as somebody else; what they do is recorded with both names. Immutable. */
public record Impersonator(UserId user, String name) {}
