/**
 * The words of the house: identities, definitions, states and errors that panel, daemon and plug-ins share.
 * Everything here is immutable data; nobody implements these types, everybody passes them around.
 * Callers are all other bundles; this one depends on the JDK alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
