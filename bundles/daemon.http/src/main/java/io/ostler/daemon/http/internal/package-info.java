/** What browsers open at the daemon: consoles over WebSocket, uploads and downloads over HTTP. */
@NullMarked
package io.ostler.daemon.http.internal;

import org.jspecify.annotations.NullMarked;
