/**
 * Accounts and the identities that providers know: configured providers, signing in by them, binding, roles from groups,
 * login links. Implemented by panel.identity; called by panel.rest and, for typed passwords, by panel.auth. What a
 * provider is says {@link io.ostler.panel.api.provider}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
