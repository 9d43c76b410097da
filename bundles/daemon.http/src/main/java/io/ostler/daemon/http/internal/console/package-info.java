/** Consoles over WebSocket. */
@NullMarked
package io.ostler.daemon.http.internal.console;

import org.jspecify.annotations.NullMarked;
