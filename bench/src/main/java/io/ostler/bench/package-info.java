/** Load driver for the rows of the performance targets; talks HTTP and WebSocket like any client. */
@NullMarked
package io.ostler.bench;

import org.jspecify.annotations.NullMarked;
