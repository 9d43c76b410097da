/** What is told of a run that ended by itself. */
@NullMarked
package io.ostler.daemon.instance.internal.crash;

import org.jspecify.annotations.NullMarked;
