/**
 * What instances and nodes use, as people may see it.
 * Implemented by panel.core; panel.rest calls it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
