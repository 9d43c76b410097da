package io.ostler.panel.auth.internal.realm;

import io.ostler.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who was proved. Immutable.
 *
 * @param hash the stored hash that the password matched; null when another realm than ours knew the password
 */
public record Identity(UserId user, @Nullable String hash) {}
