/**
 * Command lines over the network of this machine: RCON, telnet, RCON over WebSocket. What programs answer may be hostile:
 * every length and every wait is bounded.
 */
@NullMarked
package io.ostler.daemon.command.internal;

import org.jspecify.annotations.NullMarked;
