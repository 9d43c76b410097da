/**
 * How a REST operation says who may call it.
 * Implemented by nobody: resources, ours and those of plug-ins, carry the annotations.
 * panel.rest reads them: it refuses an operation without one, and a test fails on it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
