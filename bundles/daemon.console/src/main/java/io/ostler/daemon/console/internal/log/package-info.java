/** Logs on the disk: reading them, and freeing what is old. */
@NullMarked
package io.ostler.daemon.console.internal.log;

import org.jspecify.annotations.NullMarked;
