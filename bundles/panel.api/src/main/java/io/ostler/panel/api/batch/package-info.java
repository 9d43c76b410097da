/**
 * One action on many instances.
 * Implemented by panel.core, which works it off in the name of who ordered it.
 * The REST resources call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.batch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
