/**
 * Long work of the daemon.
 * Implemented by daemon.task.
 * Whatever takes longer than a person waits begins it here: daemon.files, archives, downloads, plug-ins; the link tells it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
