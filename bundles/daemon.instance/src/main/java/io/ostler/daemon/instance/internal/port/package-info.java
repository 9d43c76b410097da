/** Ports of the node: which instance has which, which are free, who listens. */
@NullMarked
package io.ostler.daemon.instance.internal.port;

import org.jspecify.annotations.NullMarked;
