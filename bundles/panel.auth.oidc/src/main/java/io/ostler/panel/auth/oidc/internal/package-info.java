/** Signing in by OpenID Connect and by plain OAuth 2. */
@NullMarked
package io.ostler.panel.auth.oidc.internal;

import org.jspecify.annotations.NullMarked;
