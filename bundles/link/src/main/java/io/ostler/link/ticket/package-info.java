/**
 * Tickets as signed tokens.
 * The panel's link signs them, the daemon's link verifies them.
 * One algorithm, one type, a fixed set of claims.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link.ticket;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
