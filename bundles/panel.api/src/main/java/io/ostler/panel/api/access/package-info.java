/**
 * People, sessions and rights.
 * Implemented by panel.auth (sign-in, sessions, the check itself) and panel.core (users, set-up).
 * Every service of the panel calls the check before it acts; the edges call the rest.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
