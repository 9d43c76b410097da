/** Reading what processes and the machine use. */
@NullMarked
package io.ostler.daemon.metrics.internal.proc;

import org.jspecify.annotations.NullMarked;
