/**
 * What instances use: processor, memory, disk, network.
 * Implemented by daemon.metrics; daemon.link and plug-ins call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
