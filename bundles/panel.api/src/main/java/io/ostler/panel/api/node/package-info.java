/**
 * Nodes: the registry, enrolment, and the way to a linked daemon.
 * Implemented by panel.core (registry, directory of nodes) and panel.link (connections, the panel's key).
 * The REST resources and the services of panel.core call it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.panel.api.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
