/**
 * Ways to sign in that bundles bring: a directory, an identity provider, anything that can tell who somebody is.
 * Implemented by panel.auth.ldap, panel.auth.oidc and bundles of third parties, as services of {@link
 * io.ostler.panel.api.provider.AuthProviderType}; called by panel.identity, which holds the configured providers and
 * decides whose account it is. A provider never learns of accounts and opens no sessions.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.provider;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
