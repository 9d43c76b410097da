/**
 * The console as a log with absolute byte offsets.
 * Implemented by daemon.console; instance types append to the log's file, viewers read from it.
 * The streams of daemon.http, detectors and plug-ins call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.console;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
