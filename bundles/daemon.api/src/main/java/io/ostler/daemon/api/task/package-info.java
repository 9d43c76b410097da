/**
 * The confined file tree of an instance.
 * Implemented by daemon.files alone; every door that takes a path from a person goes through it.
 * The link, the transfers of daemon.http and plug-ins call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
