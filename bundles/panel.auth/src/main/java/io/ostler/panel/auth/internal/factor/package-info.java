/** Second factors: authenticator apps, recovery codes, and the proofs that sessions want. */
@NullMarked
package io.ostler.panel.auth.internal.factor;

import org.jspecify.annotations.NullMarked;
