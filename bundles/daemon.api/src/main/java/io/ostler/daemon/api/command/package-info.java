/**
 * Ways for command lines: RCON, telnet, RCON over WebSocket, or a plug-in's.
 * Implemented by daemon.command; the instance engine calls it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ostler.daemon.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
