/**
 * Secrets that the panel has to know again in clear, like the seed of a second factor or the secret of a client at an
 * identity provider: sealed before they reach a store, so that a database or a backup alone betrays none of them.
 * Implemented by panel.storage.jdbc; called by whoever keeps such a secret. Passwords are not for here: they are hashed.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.secret;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
