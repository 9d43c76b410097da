/** Signing in by a provider: attempts, and whose account it is. */
@NullMarked
package io.ostler.panel.identity.internal.signin;

import org.jspecify.annotations.NullMarked;
