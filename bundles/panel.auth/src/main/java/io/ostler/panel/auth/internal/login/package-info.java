/** Proving who somebody is, without helping those who guess. */
@NullMarked
package io.ostler.panel.auth.internal.login;

import org.jspecify.annotations.NullMarked;
