/** Pieces of logs in memory, on their way to viewers. */
@NullMarked
package io.ostler.daemon.console.internal.block;

import org.jspecify.annotations.NullMarked;
