/** The machine as it is: its processes, its tools, its signals. */
@NullMarked
package io.ostler.daemon.process.internal.system;

import org.jspecify.annotations.NullMarked;
