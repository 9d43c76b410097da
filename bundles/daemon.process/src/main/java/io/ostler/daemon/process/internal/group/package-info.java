/** Control groups of runs, and what stands in where the daemon may make none. */
@NullMarked
package io.ostler.daemon.process.internal.group;

import org.jspecify.annotations.NullMarked;
