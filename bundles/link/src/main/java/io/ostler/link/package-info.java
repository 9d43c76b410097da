/**
 * Calls and messages between two ends as JSON-RPC over any carrier of texts.
 * Both ends are made of the same class; panel.link and daemon.link bring the sockets.
 * Nothing here opens a connection by itself.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.link;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
