/**
 * How the words and messages of the house look as JSON.
 * Used by both ends of a link and by whoever keeps such records in files.
 * Strict: what does not fit is refused, never bent.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
