/**
 * What somebody proves beside a password, and what proofs a session needs.
 * Implemented by panel.auth; {@link io.ostler.panel.api.factor.PasskeyCeremony} by panel.auth.passkey.
 * Called by the edges.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.factor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
