/**
 * Instances of all nodes: the directory, and what a person may do with one.
 * Implemented by panel.core, which checks the rights and speaks to daemons.
 * The REST resources and plug-ins call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.instance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
