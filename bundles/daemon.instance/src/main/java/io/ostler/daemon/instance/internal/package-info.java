/** The engine of instances: definitions on disk, states, power, and what survives a death of the daemon. */
@NullMarked
package io.ostler.daemon.instance.internal;

import org.jspecify.annotations.NullMarked;
